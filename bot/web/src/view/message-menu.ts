// 复制 / 引用 / 有误: by a long press, the context menu key, or the button with three dots.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../actions";
import type { Item } from "../protocol";
import { words } from "../words";

const LONG = 500; // ms
const STILL = 10; // px that a finger may move

/** `failed`: the message was not sent and can be given up. */
export function menu(item: Item, failed: boolean, actions: Actions): TemplateResult {
  const done = (act: () => void) => () => {
    actions.openMenu(null);
    act();
  };
  const choice = (name: string, act: () => void) =>
    html`<button type="button" role="menuitem" tabindex="-1" @click=${done(act)}>${name}</button>`;
  return html`<div class="menu" role="menu" aria-label=${words.actions}
    @keydown=${(event: KeyboardEvent) => move(event, actions)}>
    ${choice(words.copy, () => actions.copy(item.text))}
    ${choice(words.quote, () => actions.quote(item.text))}
    ${item.from === "bot" ? choice(words.wrong, () => actions.askWhy(item.id)) : nothing}
    ${failed ? choice(words.drop, () => actions.drop(item.id)) : nothing}
  </div>`;
}

function move(event: KeyboardEvent, { openMenu }: Actions): void {
  const items = [...(event.currentTarget as HTMLElement).children] as HTMLElement[];
  const here = items.indexOf(event.target as HTMLElement);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step) items.at((here + step) % items.length)?.focus();
  else if (event.key === "Home") items[0]?.focus();
  else if (event.key === "End") items.at(-1)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") openMenu(null);
  else return;
  if (event.key !== "Tab") event.preventDefault();
  event.stopPropagation();
}

/** Listeners for the log: a press that lasts, or the context menu, on a message opens its menu. */
export function pressing(open: (id: string) => unknown) {
  let timer = 0;
  let opened = false; // by this press; its release is no click
  let from = { x: 0, y: 0 };
  const stop = (): void => clearTimeout(timer);
  const message = (event: Event): string | undefined =>
    (event.target as Element).closest<HTMLElement>(".bubble")?.closest<HTMLElement>("[data-id]")
      ?.dataset.id;
  return {
    down(event: PointerEvent): void {
      const id = message(event);
      stop();
      opened = false;
      if (!id || event.pointerType === "mouse") return;
      from = { x: event.clientX, y: event.clientY };
      timer = window.setTimeout(() => {
        opened = true;
        open(id);
      }, LONG);
    },
    move(event: PointerEvent): void {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) stop();
    },
    stop,
    click: {
      capture: true,
      handleEvent(event: Event): void {
        if (opened) event.stopPropagation();
        opened = false;
      },
    },
    contextmenu(event: MouseEvent): void {
      const id = message(event);
      if (!id || window.getSelection()?.toString()) return; // selected text keeps its own menu
      event.preventDefault();
      open(id);
    },
  };
}
