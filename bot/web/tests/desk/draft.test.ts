import { beforeEach, describe, expect, test } from "vitest";
import { Draft } from "../../src/desk/draft";

const clause = {
  document: "guangzhou-2022",
  clause: "三、（三）",
  reference: "《方案》三、（三）",
};
const other = { ...clause, clause: "三、（五）" };

let ticket = 0;
let draft: Draft;
beforeEach(() => {
  Object.assign(globalThis, { location: { origin: "http://desk" } });
  ticket += 1;
  draft = new Draft(`T${ticket}`);
});
const reopened = () => new Draft(`T${ticket}`);

describe("what is being written", () => {
  test("outlives a reload with its clauses and its id", () => {
    draft.write("您好");
    draft.cite(clause);
    expect(reopened().text).toBe("您好");
    expect(reopened().citations).toEqual([clause]);
    expect(reopened().id).toBe(draft.id);
  });

  test("is kept apart for each ticket", () => {
    draft.write("您好");
    expect(new Draft("T0").text).toBe("");
  });

  test("is the same message when it is sent again", () => {
    draft.write("您好");
    const { id } = draft;
    draft.trying();
    draft.trying();
    expect(draft.id).toBe(id);
    expect(reopened().id).toBe(id);
  });

  test("is another message when it was sent and then changed, even after a reload", () => {
    draft.write("您好");
    const { id } = draft;
    draft.trying();
    const again = reopened();
    again.write("您好！");
    expect(again.id).not.toBe(id);
  });

  test("is gone when it was sent, and the next has an id of its own", () => {
    draft.write("您好");
    const { id } = draft;
    draft.done();
    expect(draft.text).toBe("");
    expect(draft.id).not.toBe(id);
    expect(reopened().text).toBe("");
  });

  test("cites each clause once, and not what was taken out", () => {
    draft.cite(clause);
    draft.cite(other);
    draft.cite(clause);
    draft.uncite(other);
    expect(draft.citations).toEqual([clause]);
  });
});
