// Going on to another page of the app.

/** Follow a link without loading the page anew: what the back button does too. */
export function go(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!document.querySelector('[data-testid="stApp"]')) return;
  event.preventDefault();
  history.pushState({}, "", event.currentTarget.href);
  dispatchEvent(new PopStateEvent("popstate"));
}
