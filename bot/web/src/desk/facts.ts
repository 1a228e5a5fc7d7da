// What is known of the caller, and the plain message that it makes with what is typed.

import type { Choices } from "./choices";
import { words } from "./words";

/** By field: a choice as it is said, a sum in 万元, a day as YYYY-MM-DD. */
export type Facts = Readonly<Record<string, string>>;

const SUM = new RegExp(
  `^(${words.sums.map(({ field }) => words.fields[field]).join("|")})[\\d.]+${words.unit}$`,
);
const SUBSIDY = "补"; // asked without a matter, it is for what was spent
const NAMES_A_SUM = /[\d零一二两三四五六七八九十百千]\s*(万|亿|元)/;

/** 湛江，省级专精特新，上市费用560万元：上市能补多少. What `said` names itself is left to it. */
export function compose(choices: Choices, facts: Facts, said: string): string {
  const chosen = Object.entries(choices)
    .filter(([, of]) => !of.some(({ name, say }) => said.includes(name) || said.includes(say)))
    .map(([field]) => facts[field]);
  const sums = wantedSums(said).map(({ field }) => sumInWords(facts, field));
  const known = [...chosen, ...sums].filter(Boolean);
  return known.length ? `${known.join("，")}：${said}` : said;
}

/** What was asked without what `compose` put in front. */
export function withoutFacts(choices: Choices, text: string): string {
  const [front = "", ...said] = text.split("：");
  const sayable = Object.values(choices).flatMap((of) => of.map(({ say }) => say));
  const known = front.split("，").every((part) => sayable.includes(part) || SUM.test(part));
  return said.length && known ? said.join("：") : text;
}

/** Whether the assistant remembers something of `told` that is so no more. */
export function mustForget(told: Facts, facts: Facts): boolean {
  return Object.entries(told).some(([field, value]) => facts[field] !== value);
}

/** With the value; without the field where it has this value already, or where it is empty. */
export function toggled(facts: Facts, field: string, value: string): Facts {
  const { [field]: old, ...rest } = facts;
  return value && value !== old ? { ...rest, [field]: value } : rest;
}

/** With the value, or without the field where it is empty. */
export function changed(facts: Facts, field: string, value: string): Facts {
  const { [field]: _, ...rest } = facts;
  return value ? { ...rest, [field]: value } : rest;
}

/** A sum as one types it, in 万元 and digits: 560 · 560万 · 1.2亿 · ５６０; empty if it is none. */
export function inWan(typed: string): string {
  const plain = typed.normalize("NFKC").replace(/[,，\s]|元$/g, "");
  const match = /^(\d+(?:\.\d+)?)(万|亿)?$/.exec(plain);
  if (!match) return "";
  return match[2] === "亿" ? String(Number(match[1]) * 10_000) : (match[1] ?? "");
}

/** A sum that is not asked about would be answered too, so only those for which it matters. */
function wantedSums(said: string) {
  if (NAMES_A_SUM.test(said)) return [];
  const named = words.sums.filter(({ about }) => about.some((word) => said.includes(word)));
  return named.length || !said.includes(SUBSIDY) ? named : words.sums;
}

function sumInWords(facts: Facts, field: string): string {
  const value = facts[field];
  return value ? `${words.fields[field]}${value}${words.unit}` : "";
}
