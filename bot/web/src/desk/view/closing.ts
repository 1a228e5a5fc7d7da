// How it ended: outcome, labels, note. A digit chooses an outcome while no text is written.

import { html, type TemplateResult } from "lit";
import type { Closing, Outcome } from "../protocol";
import { words } from "../words";
import { modal } from "./modal";

const OUTCOMES = Object.keys(words.outcomes) as Outcome[];

export function closingForm(
  title: string,
  trouble: string,
  submit: (closing: Closing) => void,
  closed: () => void,
): TemplateResult {
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    submit(read(event.target as HTMLFormElement));
  };
  return modal(
    "closing",
    title,
    html`<form @submit=${sent} @keydown=${chosenByDigit}>
      <fieldset class="outcomes">
        <legend>${words.outcome}</legend>
        ${OUTCOMES.map(
          (outcome, index) => html`<label><input type="radio" name="outcome" value=${outcome}
            ?autofocus=${index === 0} required /><span>${words.outcomes[outcome]}
            <kbd aria-hidden="true">${index + 1}</kbd></span></label>`,
        )}
      </fieldset>
      <fieldset class="labels">
        <legend>${words.labels}</legend>
        ${words.usual_labels.map(
          (label) =>
            html`<label><input type="checkbox" name="label" value=${label} /><span>${label}</span></label>`,
        )}
        <input name="own" maxlength="60" aria-label=${words.own_label} placeholder=${words.own_label} />
      </fieldset>
      <label class="remark">${words.note}
        <textarea name="note" rows="2" maxlength="1000" placeholder=${words.note_hint}></textarea>
      </label>
      <p class="trouble" role="alert">${trouble}</p>
      <button type="submit" class="action">${title}<kbd aria-hidden="true">Ctrl+Enter</kbd></button>
    </form>`,
    closed,
  );
}

function read(form: HTMLFormElement): Closing {
  const data = new FormData(form);
  const own = String(data.get("own") ?? "")
    .split(/[\s,，、]+/)
    .filter(Boolean);
  return {
    outcome: data.get("outcome") as Outcome,
    labels: [...new Set([...data.getAll("label").map(String), ...own])],
    note: String(data.get("note") ?? "").trim(),
  };
}

function chosenByDigit(event: KeyboardEvent): void {
  const form = event.currentTarget as HTMLFormElement;
  if (event.key === "Enter" && event.ctrlKey) {
    event.preventDefault();
    form.requestSubmit();
  }
  const target = event.target as HTMLInputElement;
  const writes = target.matches("textarea, input:not([type=radio], [type=checkbox])");
  const outcome = OUTCOMES[Number(event.key) - 1];
  if (writes || !outcome) return;
  event.preventDefault();
  const radio = form.querySelector<HTMLInputElement>(`[value="${outcome}"]`);
  if (radio) radio.checked = true;
  radio?.focus();
}
