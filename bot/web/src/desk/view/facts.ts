// The chips: what is known of the caller, by tap or by Alt and a digit.

import { html, nothing, type TemplateResult } from "lit";
import { sends } from "../../enter";
import { fill } from "../../words";
import { type Choices, choiceTyped } from "../choices";
import { type Facts, inWan } from "../facts";
import { type Choice, words } from "../words";

const MOST_CHIPS = 8;
const FIRST_CHIPS = 5; // of more than that; the others are typed
const CITIES_WITH_KEYS = 3; // so that the other keys are the same for every collection

export interface FactsActions {
  /** The chip was pressed: it holds now, or no more. */
  toggle(field: string, value: string): void;
  /** A choice, a sum or a day is written; empty for none. */
  set(field: string, value: string): void;
  /** A place was typed of which there is no document. */
  notCollected(place: string): void;
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
export function keys(choices: Choices): Key[] {
  const chips = Object.entries(choices).flatMap(([field, of]) =>
    of
      .slice(0, field === "city" ? CITIES_WITH_KEYS : undefined)
      .map(({ say }) => ({ field, value: say as string | null })),
  );
  return [...chips, ...words.sums.map(({ field }) => ({ field, value: null }))].slice(0, 10);
}

export function factsView(choices: Choices, facts: Facts, actions: FactsActions): TemplateResult {
  const keyed = keys(choices);
  const digit = (field: string, value: string | null = null): string => {
    const place = keyed.findIndex((key) => key.field === field && key.value === value);
    return place < 0 ? "" : String((place + 1) % 10);
  };
  const usual = words.sums.slice(0, words.sums_at_first);
  const others = words.sums.slice(words.sums_at_first);
  const openMore = [...others.map(({ field }) => field), "as_of"].some((field) => facts[field]);
  return html`<section class="facts" aria-label=${words.facts}>
    <header><h2>${words.facts}</h2>${
      Object.keys(facts).length
        ? html`<button type="button" class="link" @click=${actions.clear}>${words.clear_facts}</button>`
        : nothing
    }</header>
    ${Object.entries(choices).map(([field, of]) => row(field, of, digit, facts, actions))}
    <div class="sums">${usual.map(({ field }) => sum(field, digit(field), facts, actions))}</div>
    <details ?open=${openMore}><summary>${words.more_facts}</summary>
      <div class="sums">${others.map(({ field }) => sum(field, digit(field), facts, actions))}
        <label>${words.fields.as_of}<span class="input"><input type="date" .value=${facts.as_of ?? ""}
          @change=${(event: Event) => actions.set("as_of", (event.target as HTMLInputElement).value)} /></span></label>
      </div>
    </details>
  </section>`;
}

function row(
  field: string,
  choices: readonly Choice[],
  digit: (field: string, value: string) => string,
  facts: Facts,
  actions: FactsActions,
): TemplateResult {
  const shown = choices.length > MOST_CHIPS ? choices.slice(0, FIRST_CHIPS) : choices;
  const chip = ({ name, say }: Choice): TemplateResult => {
    const key = digit(field, say);
    return html`<button type="button" class="chip" aria-pressed=${facts[field] === say}
      aria-keyshortcuts=${key ? `Alt+${key}` : nothing}
      @click=${() => actions.toggle(field, say)}>${name}${key ? html`<kbd aria-hidden="true">${key}</kbd>` : nothing}</button>`;
  };
  return html`<div class="row" role="group" aria-label=${words.fields[field]}>
    ${shown.map(chip)}
    ${shown.length < choices.length ? others(field, choices, shown, facts, actions) : nothing}
  </div>`;
}

/** A field for those that have no chip; what has one can be typed too. */
function others(
  field: string,
  choices: readonly Choice[],
  shown: readonly Choice[],
  facts: Facts,
  { set, notCollected, entered }: FactsActions,
): TemplateResult {
  const name = fill(words.other_choice, { field: words.fields[field] ?? "" });
  const written = (choice: Choice | null | undefined): string =>
    choice && !shown.includes(choice) ? choice.name : "";
  const taken = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const typed = input.value.trim();
    const choice = choiceTyped(choices, typed);
    if (typed && !choice) notCollected(typed);
    input.value = written(choice);
    set(field, choice?.say ?? "");
  };
  const key = (event: KeyboardEvent): void => {
    const { value } = event.target as HTMLInputElement;
    if (sends(event) && choiceTyped(choices, value.trim())) entered();
  };
  return html`<input class="other" size="8" list="other-${field}" autocomplete="off" aria-label=${name}
      placeholder=${name} .value=${written(choices.find(({ say }) => say === facts[field]))}
      @change=${taken} @keydown=${key} />
    <datalist id="other-${field}">${choices.map((each) => html`<option value=${each.name}></option>`)}</datalist>`;
}

function sum(
  field: string,
  key: string,
  facts: Facts,
  { set, entered }: FactsActions,
): TemplateResult {
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
