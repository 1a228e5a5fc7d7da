// What is asked back for: chips stand below the log; a sum, a date or a count has its own field.

import { html, nothing, type TemplateResult } from "lit";
import type { Actions } from "../../actions";
import type { Card } from "../../card";
import { words } from "../../words";

type Kind = keyof typeof words.asks;

const FIELDS: Record<string, Kind> = {
  listing_cost: "amount",
  digital_cost: "amount",
  renovation_cost: "amount",
  guarantee_fee: "amount",
  loan: "amount",
  interest: "amount",
  tax_paid: "amount",
  recognised_on: "date",
  firms_gathered: "count",
  firms_led: "count",
};
const NUMBER = /^\d+(\.\d+)?$/;
const SAID: Record<Kind, (value: string) => string> = {
  amount: (value) => (NUMBER.test(value) ? `${value}万元` : value),
  date: (value) => value.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日"),
  count: (value) => (NUMBER.test(value) ? `${value}家` : value),
};

/** The field for what is asked, if it is a sum, a date or a count. */
export function answerField({ ask }: Card, actions: Actions): TemplateResult | typeof nothing {
  const kind = FIELDS[ask?.field ?? ""];
  return kind ? form(kind, actions) : nothing;
}

function form(kind: Kind, { say }: Actions): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).elements.namedItem("answer");
    // An input method types ５６０ and １，５００ as easily; who writes the unit too is understood.
    const value = (input as HTMLInputElement).value.normalize("NFKC").replaceAll(",", "").trim();
    if (value) say(SAID[kind](value));
  };
  return html`<form class="ask" autocomplete="off" @submit=${submit}>
    <label for="answer">${words.asks[kind]}</label>
    <span class="field">
      ${
        kind === "date"
          ? html`<input id="answer" name="answer" type="date" required />`
          : html`<input id="answer" name="answer" required
              inputmode=${kind === "amount" ? "decimal" : "numeric"} />`
      }
      <button type="submit" class="action">${words.confirm}</button>
    </span>
  </form>`;
}
