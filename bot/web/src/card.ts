// The answer as data. What is not as it should be is left out: the text says everything anyway.

import { type Data, isData, records, sentences, words } from "./data";

export interface Citation {
  document: string;
  clause: string;
  title: string;
  number: string | null;
  quote: string;
  status: string;
  url: string;
}

export interface Figure {
  name: string;
  /** The outcome as the text words it, after the name. */
  line: string;
  status: string;
  yuan: string | null;
  steps: string[];
  depends_on: string[];
  group: string | null;
  citation: Citation | null;
}

export interface Total {
  city: string;
  certain: string;
  at_most: string;
}

export interface Card {
  kind: string;
  figures: Figure[];
  totals: Total[];
  citations: Citation[];
  ask: { field: string; choices: string[] } | null;
  quick_replies: string[];
  /** The path of a calculation sheet. */
  sheet: string | null;
}

/** The card of an item; null if it has none. Only this gateway's own pages are ever linked. */
export function readCard(value: unknown): Card | null {
  if (!isData(value)) return null;
  const citations = records(value.citations).map(citation);
  const sheet = words(value.sheet);
  return {
    kind: words(value.kind),
    figures: records(value.figures).map((data) => figure(data, citations)),
    totals: records(value.totals).map((data) => ({
      city: words(data.city),
      certain: words(data.certain),
      at_most: words(data.at_most),
    })),
    citations,
    ask: isData(value.ask)
      ? { field: words(value.ask.field), choices: sentences(value.ask.choices) }
      : null,
    quick_replies: sentences(value.quick_replies),
    sheet: sheet.startsWith("/sheets/") ? sheet : null,
  };
}

function citation(data: Data): Citation {
  const url = words(data.url);
  return {
    document: words(data.document),
    clause: words(data.clause),
    title: words(data.title),
    number: words(data.number) || null,
    quote: words(data.quote),
    status: words(data.status),
    url: url.startsWith("/policies/") ? url : "",
  };
}

function figure(data: Data, citations: Citation[]): Figure {
  return {
    name: words(data.name),
    line: words(data.line),
    status: words(data.status),
    yuan: words(data.yuan) || null,
    steps: sentences(data.steps),
    depends_on: sentences(data.depends_on),
    group: words(data.group) || null,
    citation: citations[Number(data.citation)] ?? null,
  };
}

/** Each clause once. */
export function distinct(citations: Citation[]): Citation[] {
  const byKey = new Map(citations.map((each) => [`${each.document} ${each.clause}`, each]));
  return [...byKey.values()];
}
