// 有用 / 没用 under an answer; 没用 asks what is wrong.

import { html, type TemplateResult } from "lit";
import type { Actions } from "../actions";
import type { Item, Reason } from "../protocol";
import { words } from "../words";

const REASONS = Object.keys(words.reasons) as Reason[];

export function feedback(item: Item, asking: boolean, actions: Actions): TemplateResult {
  const { rate, askWhy } = actions;
  const value = item.feedback?.value;
  const useful = () => {
    askWhy(null);
    rate(item, { value: "useful", reason: null });
  };
  return html`<div class="feedback">
    <button type="button" aria-pressed=${value === "useful"} @click=${useful}>${words.useful}</button>
    <button type="button" aria-pressed=${value === "useless"} aria-expanded=${asking}
      @click=${() => askWhy(asking ? null : item.id)}>${words.useless}</button>
    ${value && !asking ? html`<span class="quiet">${words.thanks}</span>` : ""}
    ${asking ? why(item, actions) : ""}
  </div>`;
}

function why(item: Item, { rate, askWhy }: Actions): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const reason = form.get("reason") as Reason | null;
    askWhy(null);
    rate(item, { value: "useless", reason }, String(form.get("words") ?? "").trim());
  };
  return html`<form class="why" @submit=${submit}>
    <fieldset>
      <legend>${words.why}</legend>
      ${REASONS.map(
        (reason) => html`<label><input type="radio" name="reason" value=${reason}
          ?checked=${item.feedback?.reason === reason} required />${words.reasons[reason]}</label>`,
      )}
    </fieldset>
    <input name="words" maxlength="500" aria-label=${words.why_words} placeholder=${words.why_words} />
    <span class="buttons">
      <button type="button" @click=${() => askWhy(null)}>${words.cancel}</button>
      <button type="submit" class="action">${words.submit}</button>
    </span>
  </form>`;
}
