// Where a quoted sentence stands in its clause, whatever the white space between.

export interface Marked {
  before: string;
  quoted: string;
  after: string;
}

/** The clause cut at the quote; null if the quote is not in it. */
export function mark(clause: string, quote: string): Marked | null {
  const sought = bare(quote);
  if (!sought) return null;
  const places = [...clause.matchAll(/\S/gu)];
  const start = places.map(([character]) => character).join("");
  const index = start.indexOf(sought);
  if (index < 0) return null;
  // Offsets count code units, places count characters: walk to the first and the last.
  const from = placeAt(places, index);
  const to = placeAt(places, index + sought.length - 1);
  return {
    before: clause.slice(0, from.index),
    quoted: clause.slice(from.index, to.index + to[0].length),
    after: clause.slice(to.index + to[0].length),
  };
}

const bare = (text: string): string => text.replace(/\s/gu, "");

function placeAt(places: RegExpExecArray[], unit: number): RegExpExecArray {
  let passed = 0;
  for (const place of places) {
    passed += place[0].length;
    if (passed > unit) return place;
  }
  return places.at(-1) as RegExpExecArray;
}

const SHORT = 40;

/** A message that is quoted in the next one: 「…」 on a line of its own. */
export function quoting(text: string, words: string): string {
  return `「${excerpt(text)}」\n${words}`;
}

export function excerpt(text: string): string {
  const [line = ""] = text
    .replace(/[「」]/g, "")
    .trim()
    .split("\n");
  const characters = [...line];
  return characters.length > SHORT ? `${characters.slice(0, SHORT).join("")}…` : line;
}

/** The quote and the words of a message that was made by `quoting`; else no quote. */
export function unquoted(text: string): { quote: string | null; words: string } {
  const match = /^「([^」\n]+)」\n([\s\S]+)$/.exec(text);
  return match
    ? { quote: match[1] as string, words: match[2] as string }
    : { quote: null, words: text };
}
