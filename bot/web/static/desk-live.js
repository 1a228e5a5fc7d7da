// Puts the newest figures into the page from time to time, as long as somebody looks at it.
const live = document.getElementById("live");

async function renew() {
  if (document.hidden || live.contains(document.activeElement)) return;
  const open = [...live.querySelectorAll("details")].map((each) => each.open);
  try {
    const response = await fetch(location.href, { redirect: "error" });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    live.replaceChildren(...page.getElementById("live").children);
    live.querySelectorAll("details").forEach((each, number) => {
      each.open = open[number] ?? false;
    });
  } catch {
    // The figures stay as they are; their time says how old they are.
  }
}

setInterval(renew, 1000 * live.dataset.every);
document.addEventListener("visibilitychange", renew);
