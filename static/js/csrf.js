/* The CSRF token changes at every sign-in, also one made in another tab: always send the present one, and the user
   whom this page was opened for, so that nothing is saved under somebody else's name. */
(() => {
  const token = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1];
  const user = document.querySelector("meta[name=user]")?.content;
  document.addEventListener("htmx:configRequest", (event) => {
    if (user) event.detail.headers["X-Page-User"] = user;
    if (!token()) return;
    event.detail.headers["X-CSRFToken"] = token();
    delete event.detail.parameters.csrfmiddlewaretoken;
  });
  document.addEventListener("submit", (event) => {
    const field = event.target.querySelector("input[name=csrfmiddlewaretoken]");
    if (field && token()) field.value = token();
  }, true);
})();
