// A sum large, with its kind: 280万元 定额. What has no sum is told in the words of the text.

import { html, nothing, type TemplateResult } from "lit";
import type { Figure } from "../card";
import { sum } from "../money";
import { words } from "../words";

export function kind({ status, steps }: Figure): TemplateResult | typeof nothing {
  const text = status === "exact" && steps.length ? words.computed : words.kinds[status];
  return text ? html`<span class="kind ${status}">${text}</span>` : nothing;
}

export function amount(figure: Figure): TemplateResult {
  if (figure.yuan === null) return html`<span class="said">${inWords(figure)}</span>`;
  const { digits, unit } = sum(figure.yuan);
  const bound = figure.status === "upper" ? words.at_most : "";
  return html`<span class="sum">${bound}<b>${digits}</b>${unit}</span>`;
}

/** The line of the text after the measure's name. */
function inWords({ name, line }: Figure): string {
  const said = line.startsWith(name) ? line.slice(name.length).replace(/^：/, "") : line;
  return said || words.no_sum;
}

export function conditions({ depends_on, group }: Figure): TemplateResult | typeof nothing {
  if (!depends_on.length) return nothing;
  const label = group === "depends" ? words.decided_by : words.presumed;
  return html`<span class="conditions">${label}${depends_on.join("；")}</span>`;
}
