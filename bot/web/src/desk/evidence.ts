// What the bot went by. What is not as it should be is left out.

import { isData, records, sentences, words } from "../data";

export interface Referral {
  unit: string;
  city: string;
  for: string;
}

export interface Evidence {
  intent: { name: string; confidence: number } | null;
  profile: { label: string; words: string }[];
  /** Of those that were only cited, no score is known. */
  clauses: { document: string; clause: string; score: number | null }[];
  trace: string[];
  /** A sentence or two to read out. */
  spoken: string;
  not_stated: string[];
  refer_to: Referral[];
}

export function readEvidence(value: unknown): Evidence | null {
  if (!isData(value)) return null;
  const { intent } = value;
  return {
    intent: isData(intent)
      ? { name: words(intent.name), confidence: Number(intent.confidence) || 0 }
      : null,
    profile: records(value.profile).map((fact) => ({
      label: words(fact.label),
      words: words(fact.words),
    })),
    clauses: records(value.clauses).map((clause) => ({
      document: words(clause.document),
      clause: words(clause.clause),
      score: typeof clause.score === "number" ? clause.score : null,
    })),
    trace: sentences(value.trace),
    spoken: words(value.spoken),
    not_stated: sentences(value.not_stated),
    refer_to: records(value.refer_to).map((unit) => ({
      unit: words(unit.unit),
      city: words(unit.city),
      for: words(unit.for),
    })),
  };
}
