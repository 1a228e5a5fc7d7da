// The chips: what is known of the caller, by tap or by Alt and a digit.

import { html, nothing, type TemplateResult } from "lit";
import { sends } from "../../enter";
import { type Facts, inWan } from "../facts";
import { words } from "../words";

export interface FactsActions {
  /** The chip was pressed: it holds now, or no more. */
  toggle(field: string, value: string): void;
  /** A sum or a day is written; empty for none. */
  set(field: string, value: string): void;
  clear(): void;
  /** Enter was pressed: what comes next is the question. */
  entered(): void;
}

interface Key {
  field: string;
  /** Of a choice what is said; of a sum nothing. */
  value: string | null;
}

/** What Alt and the digits 1 … 9, 0 stand for, in the order of the chips. */
export const KEYS: Key[] = [
  ...Object.entries(words.choices).flatMap(([field, of]) =>
    of.map(({ say }) => ({ field, value: say as string | null })),
  ),
  ...words.sums.map(({ field }) => ({ field, value: null })),
].slice(0, 10);

export function factsView(facts: Facts, actions: FactsActions): TemplateResult {
  const usual = words.sums.slice(0, words.sums_at_first);
  const others = words.sums.slice(words.sums_at_first);
  const openMore = [...others.map(({ field }) => field), "as_of"].some((field) => facts[field]);
  return html`<section class="facts" aria-label=${words.facts}>
    <header><h2>${words.facts}</h2>${
      Object.keys(facts).length
        ? html`<button type="button" class="link" @click=${actions.clear}>${words.clear_facts}</button>`
        : nothing
    }</header>
    ${Object.keys(words.choices).map((field) => choices(field, facts, actions))}
    <div class="sums">${usual.map(({ field }) => sum(field, facts, actions))}</div>
    <details ?open=${openMore}><summary>${words.more_facts}</summary>
      <div class="sums">${others.map(({ field }) => sum(field, facts, actions))}
        <label>${words.fields.as_of}<span class="input"><input type="date" .value=${facts.as_of ?? ""}
          @change=${(event: Event) => actions.set("as_of", (event.target as HTMLInputElement).value)} /></span></label>
      </div>
    </details>
  </section>`;
}

function choices(field: string, facts: Facts, { toggle }: FactsActions): TemplateResult {
  return html`<div class="row" role="group" aria-label=${words.fields[field]}>
    ${words.choices[field]?.map(
      ({
        name,
        say,
      }) => html`<button type="button" class="chip" aria-pressed=${facts[field] === say}
        aria-keyshortcuts="Alt+${digit(field, say)}"
        @click=${() => toggle(field, say)}>${name}<kbd aria-hidden="true">${digit(field, say)}</kbd></button>`,
    )}
  </div>`;
}

function sum(field: string, facts: Facts, { set, entered }: FactsActions): TemplateResult {
  const key = digit(field, null);
  const taken = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    input.value = inWan(input.value);
    set(field, input.value);
  };
  return html`<label>${words.fields[field]}${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}
    <span class="input"><input inputmode="decimal" autocomplete="off" size="6" data-field=${field}
      .value=${facts[field] ?? ""} @change=${taken}
      @keydown=${(event: KeyboardEvent) => sends(event) && entered()} /><span>${words.unit}</span></span></label>`;
}

const digit = (field: string, value: string | null): string => {
  const place = KEYS.findIndex((key) => key.field === field && key.value === value);
  return place < 0 ? "" : String((place + 1) % 10);
};
