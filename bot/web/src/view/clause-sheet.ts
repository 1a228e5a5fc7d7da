// Half a screen with the clause word by word, the answering sentence marked.

import { html, nothing, type TemplateResult } from "lit";
import type { Citation } from "../card";
import type { Clause } from "../protocol";
import { mark } from "../quote";
import { words } from "../words";
import { closeIcon } from "./icons";
import { badge } from "./source";

export interface OpenClause {
  citation: Citation;
  /** null while it is fetched. */
  clause: Clause | null;
  failed: boolean;
}

export function clauseSheet(
  { citation, clause, failed }: OpenClause,
  address: (path: string) => string,
  close: () => void,
): TemplateResult {
  return html`<div class="veil" @click=${close}></div>
    <section class="sheet" role="dialog" aria-modal="true" aria-labelledby="clause-title"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}>
      <header>
        <h2 id="clause-title">${words.clause} <span class="path">${citation.clause}</span></h2>
        <button type="button" class="icon" aria-label=${words.close} @click=${close}>${closeIcon}</button>
      </header>
      <div class="content" tabindex="0" role="region" aria-label=${words.clause}>
        <p class="of">《${citation.title}》${citation.number ?? ""} ${badge(citation.status)}</p>
        ${body(citation, clause, failed)}
      </div>
      ${
        citation.url
          ? html`<a class="whole" href=${address(citation.url)} target="_blank">${words.whole}</a>`
          : nothing
      }
    </section>`;
}

function body(citation: Citation, clause: Clause | null, failed: boolean) {
  if (failed)
    return html`<p class="quiet" role="status">${words.clause_failed}</p>
      <blockquote><mark>${citation.quote}</mark></blockquote>`;
  if (!clause) return html`<p class="quiet" role="status">${words.clause_loading}</p>`;
  const found = mark(clause.text, citation.quote);
  return html`<blockquote>${
    found ? html`${found.before}<mark>${found.quoted}</mark>${found.after}` : clause.text
  }</blockquote>
    ${
      clause.responsible.length
        ? html`<p class="quiet">${words.responsible}${clause.responsible.join("、")}</p>`
        : nothing
    }`;
}
