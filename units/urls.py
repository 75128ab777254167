"""Addresses of the organisation, its people and accounts, and each office's registry."""

from django.urls import include, path

from units import reorganisation_urls, signed_copy_urls, unit_urls
from units.views import (
    account_slips,
    accounts,
    acknowledgements,
    announcements,
    appointments,
    delegations,
    documents,
    outside,
    people,
    person_imports,
    portfolios,
    registers,
    roles,
    second_factor,
    sessions,
    sign_in,
    signing_in_again,
    titles,
)

app_name = "units"
urlpatterns = [
    # Signing in
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-in/again/", signing_in_again.sign_in_again, name="sign_in_again"),
    path("sign-ins/", sessions.sign_in_list, name="sign_in_list"),
    path("sign-ins/end-others/", sessions.sessions_end, name="sessions_end"),
    path("second-factor/", second_factor.second_factor_enrol, name="second_factor_enrol"),
    path(
        "second-factor/disable/", second_factor.second_factor_disable, name="second_factor_disable"
    ),
    path("second-factor/codes/", second_factor.recovery_codes_renew, name="recovery_codes_renew"),
    path("password/", sign_in.password_change, name="password_change"),
    path("appointments/<int:pk>/act/", sign_in.appointment_act, name="appointment_act"),
    # Organisation
    path("units/", include(unit_urls)),
    # People and positions
    path("persons/", people.person_list, name="person_list"),
    path("persons/create/", people.person_create, name="person_create"),
    path("persons/<int:pk>/", people.person_detail, name="person_detail"),
    path("persons/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("persons/export/", people.person_export, name="person_export"),
    path("persons/import/", person_imports.person_import, name="person_import"),
    path("persons/import/form/", person_imports.person_import_form, name="person_import_form"),
    path("persons/import/apply/", person_imports.person_import_apply, name="person_import_apply"),
    path(
        "persons/<int:pk>/appointments/create/",
        appointments.appointment_create,
        name="appointment_create",
    ),
    path("persons/<int:pk>/titles/create/", titles.title_create, name="title_create"),
    path("titles/<int:pk>/correct/", titles.title_correct, name="title_correct"),
    path("titles/<int:pk>/end/", titles.title_end, name="title_end"),
    path("titles/<int:pk>/remove/", titles.title_remove, name="title_remove"),
    path(
        "appointments/<int:pk>/transfer/",
        appointments.appointment_transfer,
        name="appointment_transfer",
    ),
    path("appointments/<int:pk>/end/", appointments.appointment_end, name="appointment_end"),
    path(
        "appointments/<int:pk>/correct/",
        appointments.appointment_correct,
        name="appointment_correct",
    ),
    path(
        "appointments/<int:pk>/remove/",
        appointments.appointment_remove,
        name="appointment_remove",
    ),
    # Portfolios and delegations
    path("portfolios/", portfolios.portfolio_board, name="portfolio_board"),
    path("portfolios/print/", portfolios.portfolio_board_print, name="portfolio_board_print"),
    path("portfolios/create/", portfolios.portfolio_create, name="portfolio_create"),
    path("portfolios/rotate/", portfolios.portfolio_rotate, name="portfolio_rotate"),
    path("portfolios/<int:pk>/end/", portfolios.portfolio_end, name="portfolio_end"),
    path("delegations/", delegations.delegation_list, name="delegation_list"),
    path("delegations/create/", delegations.delegation_create, name="delegation_create"),
    path("delegations/<int:pk>/end/", delegations.delegation_end, name="delegation_end"),
    # Accounts
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/slips/", account_slips.account_slips, name="account_slips"),
    path("persons/<int:pk>/account/", accounts.account_detail, name="account_detail"),
    path("persons/<int:pk>/account/lift/", accounts.account_lift, name="account_lift"),
    path(
        "persons/<int:pk>/account/second-factor/remove/",
        accounts.second_factor_remove,
        name="second_factor_remove",
    ),
    path("persons/<int:pk>/account/create/", accounts.account_create, name="account_create"),
    path("persons/<int:pk>/account/disable/", accounts.account_disable, name="account_disable"),
    path("persons/<int:pk>/account/enable/", accounts.account_enable, name="account_enable"),
    path("persons/<int:pk>/account/reset/", accounts.account_reset, name="account_reset"),
    path("announcements/", announcements.announcement_list, name="announcement_list"),
    path(
        "announcements/<int:pk>/acknowledge/",
        announcements.announcement_acknowledge,
        name="announcement_acknowledge",
    ),
    # Roles
    path("roles/", roles.role_list, name="role_list"),
    path("roles/print/", roles.role_print, name="role_print"),
    path("roles/<slug:role>/edit/", roles.role_edit, name="role_edit"),
    # Succession assistant
    *reorganisation_urls.urlpatterns,
    # Registry
    path("registers/", registers.register_list, name="register_list"),
    path("registers/create/", registers.register_create, name="register_create"),
    path("registers/<int:pk>/edit/", registers.register_edit, name="register_edit"),
    path("registers/<int:pk>/", registers.register_detail, name="register_detail"),
    path("registers/<int:pk>/print/", registers.register_print, name="register_print"),
    path("registers/<int:pk>/export/", registers.register_export, name="register_export"),
    path("registers/<int:pk>/skip/", registers.register_skip, name="register_skip"),
    path(
        "registers/<int:pk>/<int:year>/<int:number>/",
        documents.register_record,
        name="register_record",
    ),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<int:pk>/", documents.document_detail, name="document_detail"),
    path("documents/<int:pk>/pdf/", documents.document_pdf, name="document_pdf"),
    path("documents/<int:pk>/print/", documents.document_print, name="document_print"),
    *signed_copy_urls.urlpatterns,
    path(
        "documents/<int:pk>/acknowledge/",
        acknowledgements.document_acknowledge,
        name="document_acknowledge",
    ),
    path("acknowledgements/", acknowledgements.acknowledgement_list, name="acknowledgement_list"),
    path(
        "acknowledgements/print/",
        acknowledgements.acknowledgement_print,
        name="acknowledgement_print",
    ),
    path(
        "acknowledgements/export/",
        acknowledgements.acknowledgement_export,
        name="acknowledgement_export",
    ),
    path(
        "acknowledgements/term/",
        acknowledgements.acknowledgement_term_edit,
        name="acknowledgement_term_edit",
    ),
    path("outside-bodies/", outside.outside_body_list, name="outside_body_list"),
    path("outside-bodies/create/", outside.outside_body_create, name="outside_body_create"),
    path("outside-bodies/<int:pk>/edit/", outside.outside_body_edit, name="outside_body_edit"),
    path("recipient-groups/create/", outside.recipient_group_create, name="recipient_group_create"),
    path(
        "recipient-groups/<int:pk>/edit/", outside.recipient_group_edit, name="recipient_group_edit"
    ),
    path("postings/", outside.posting_list, name="posting_list"),
    path("postings/print/", outside.posting_print, name="posting_print"),
    path(
        "outside-recipients/<int:pk>/post/",
        outside.outside_recipient_post,
        name="outside_recipient_post",
    ),
    # History
    path("history/", include("units.history_urls")),
]
