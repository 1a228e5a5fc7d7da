// The bottom menu of an official account: 查政策 / 算补贴 / 转人工.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../actions";
import { words } from "../words";

export function menubar(
  open: number | null,
  toggle: (index: number | null) => void,
  actions: Actions,
): TemplateResult {
  return html`<nav class="menubar" aria-label=${words.menu} @keydown=${(event: KeyboardEvent) => {
    if (event.key !== "Escape" || open === null) return;
    event.stopPropagation();
    toggle(null);
  }}>
    ${words.menus.map(
      ({ name, items }, index) => html`<div class="entry">
        ${
          open === index
            ? html`<ul class="popup">${items.map((item) => entry(item, toggle, actions))}</ul>`
            : nothing
        }
        <button type="button" aria-expanded=${open === index}
          @click=${() => toggle(open === index ? null : index)}>${name}</button>
      </div>`,
    )}
    <div class="entry">
      <button type="button" @click=${() => {
        toggle(null);
        actions.say(words.person);
      }}>${words.person}</button>
    </div>
  </nav>`;
}

function entry(
  item: (typeof words.menus)[number]["items"][number],
  toggle: (index: null) => void,
  { say, address }: Actions,
): TemplateResult {
  if ("open" in item)
    return html`<li><a href=${address(item.open)} target="_blank">${item.name}</a></li>`;
  const choose = (): void => {
    toggle(null);
    say(item.say);
  };
  return html`<li><button type="button" @click=${choose}>${item.name}</button></li>`;
}
