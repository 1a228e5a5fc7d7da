// How many wait, where every screen shows it: at the link to the chats, and in the title.

import { words } from "../words";

export function showWaiting(count: number): void {
  document.title = (count ? `(${count}) ` : "") + document.title.replace(/^\(\d+\) /, "");
  const link = document.querySelector('.places a[href="/desk/chats"]');
  if (!link) return;
  const badge = link.querySelector(".count") ?? link.appendChild(document.createElement("span"));
  badge.className = "count";
  badge.replaceChildren(...(count ? [String(count), unit()] : []));
}

function unit(): HTMLElement {
  const unit = document.createElement("span");
  unit.className = "hidden";
  unit.textContent = words.people_wait;
  return unit;
}
