from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_hall_and_conclusion"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="surroundings_no",
            field=models.PositiveBigIntegerField(default=0),
        ),
    ]
