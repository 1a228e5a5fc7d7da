// Reading JSON that is not trusted to have its form: what is not as it should be is left out.

export type Data = Record<string, unknown>;

export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null;
export const words = (value: unknown): string => (typeof value === "string" ? value : "");
export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
export const records = (value: unknown): Data[] => list(value).filter(isData);
export const sentences = (value: unknown): string[] => list(value).map(words).filter(Boolean);
