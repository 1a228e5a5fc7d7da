// A window over the screen: the browser keeps the focus in it, Esc closes it.

import { html, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import { closeIcon } from "../../view/icons";
import { words } from "../words";

/** `closed` is called when it is closed, however that was done; it must then be rendered no more. */
export function modal(
  name: string,
  title: string,
  content: TemplateResult,
  closed: () => void,
): TemplateResult {
  return html`<dialog class="modal ${name}" aria-label=${title} ${ref(shown)} @close=${closed}
    @click=${closeOutside}>
    <header>
      <h2>${title}</h2>
      <button type="button" class="icon" aria-label=${words.close} @click=${closeModal}>${closeIcon}</button>
    </header>
    ${content}
  </dialog>`;
}

/** Close the window that the event comes from; the focus goes back to where it was. */
export function closeModal(event: Event): void {
  (event.currentTarget as Element).closest("dialog")?.close();
}

function shown(element?: Element): void {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open)
      element.showModal();
  });
}

function closeOutside(event: MouseEvent): void {
  if (event.target === event.currentTarget) closeModal(event);
}
