import assert from "node:assert/strict";
import { configOf, multipart, part, read } from "./messages";

/** Every result here is what the cloud-inits of Debian 11, 12 and 13 made of the same bytes. */
function merged(first: string, second: string, ...headers: readonly string[]): ReturnType<typeof read> {
  return read(multipart(part("text/cloud-config", first), part("text/cloud-config", second, ...headers)));
}

describe("a merge rule", () => {
  const first = "l: [1, {x: 1}, [5], s]\nd: {x: {y: 1, z: [1]}, s: a, n: 1, e: ~}\ns: old\nn: 1\nt: true\ne: ~\n";
  const second =
    "l: [2, {x: 2}, [6], t, 9]\nd: {x: {y: 2, z: [2], q: 3}, s: b, n: 2, e: 5, w: 1}\ns: new\nn: 2\nt: false\ne: 5\nq: 1\n";
  /** Undefined: the second part is left out. */
  const rules: readonly (readonly [config: unknown, rules: readonly string[]])[] = [
    [
      {
        d: { e: 5, n: 2, s: "b", w: 1, x: { q: 3, y: 2, z: [2] } },
        e: 5,
        l: [2, { x: 2 }, [6], "t", 9],
        n: 2,
        q: 1,
        s: "new",
        t: false,
      },
      ["''", "'dict(replace)'", "'dict(replace,no_replace)'", "'+'", "' '", "[]", "{}", "~"],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [1] } },
        e: null,
        l: [1, { x: 1 }, [5], "s"],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      [
        "'dict()'",
        "'dict(no_replace)'",
        "'dict(recurse_list)+list(no_replace)'",
        "'dict(allow_delete)'",
        "'list(append)+str()+dict()'",
        "'dict(recurse_list)+'",
        "'dict(recurse_list)list(append)'",
        "'dict(a(b))'",
        "[[dict]]",
        "[[~, 1],[dict]]",
        "[[false],[dict]]",
        "[[0],[dict]]",
        "[[''],[dict]]",
        "[{name: ' dict ', settings: []}]",
        "[{name: '', settings: []},{name: dict, settings: []}]",
        "!!pairs [dict: recurse_list]",
        "[[dict, xrecurse_listx],[list, append]]",
      ],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [1, 2] } },
        e: null,
        l: [1, { x: 1 }, [5], "s", 2, { x: 2 }, [6], "t", 9],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      [
        "'dict(recurse_list)+list(append)'",
        "'dict(recurse_array)+list(append)'",
        "'dict(recurse_list)+list(append,prepend)'",
        "'dict(recurse_list)+list(append)+list(prepend)'",
        "'m_dict(recurse_list)+m_list(append)'",
        "'DICT(Recurse-List) + LIST( APPEND , )'",
        "[[dict, recurse_list], [list, append]]",
        "[{name: dict, settings: [recurse_list]}, {name: list, settings: [append]}]",
        "[{name: list, settings: append},{name: dict, settings: recurse_list}]",
        "[{name: m-list, settings: [append]},{name: dict, settings: [recurse_list]}]",
        "[{name: dict, settings: {recurse_list: 1}},{name: list, settings: {append: 1}}]",
        "!!pairs [dict: recurse_list, list: append]",
      ],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [2, 1] } },
        e: null,
        l: [2, { x: 2 }, [6], "t", 9, 1, { x: 1 }, [5], "s"],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      ["'dict(recurse_array)+list(prepend)'", "[[dict, no_replace, recurse_list],[list,prepend]]"],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [2] } },
        e: null,
        l: [2, { x: 2 }, [6], "t"],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      [
        "'dict(recurse_list)+list(replace)'",
        "'dict(recurse_list)+list()'",
        "'dict(recurse_list)+list(recurse_list)'",
        "'dict(recurse_list)+list(recurse_array)'",
        "'dict(recurse_list)+list(recurse_str)+str()'",
        "'dict(recurse_list)+list(no_replace,replace)'",
      ],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [2] } },
        e: null,
        l: [2, { x: 1 }, [6], "t"],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      ["'dict(recurse_list)+list(recurse_dict)'"],
    ],
    [
      {
        d: { e: null, n: 1, s: "a", w: 1, x: { q: 3, y: 1, z: [2] } },
        e: null,
        l: [2, { x: 2 }, [6], "st"],
        n: 1,
        q: 1,
        s: "old",
        t: true,
      },
      ["'dict(recurse_list)+list(recurse_str)+str(append)'"],
    ],
    [
      {
        d: { e: null, n: 1, s: "ab", w: 1, x: { q: 3, y: 1, z: [1, 2] } },
        e: null,
        l: [1, { x: 1 }, [5], "s", 2, { x: 2 }, [6], "t", 9],
        n: 1,
        q: 1,
        s: "oldnew",
        t: true,
      },
      ["'dict(recurse_list,recurse_str)+list(append)+str(append)'"],
    ],
    [
      {
        d: { e: null, n: 1, s: "b", w: 1, x: { q: 3, y: 1, z: [1] } },
        e: null,
        l: [1, { x: 1 }, [5], "s"],
        n: 1,
        q: 1,
        s: "new",
        t: true,
      },
      ["'dict(recurse_str)+str()'", "'dict(recurse_str)+str(no_append)'"],
    ],
    [
      {
        d: { e: null, n: 1, s: "ab", w: 1, x: { q: 3, y: 1, z: [1] } },
        e: null,
        l: [1, { x: 1 }, [5], "s"],
        n: 1,
        q: 1,
        s: "oldnew",
        t: true,
      },
      ["'dict(recurse_str)+str(append)'"],
    ],
    [
      undefined,
      [
        "'str()+list()'",
        "'dict'",
        "'dict('",
        "'dict)'",
        "'dict()x'",
        "'1dict()'",
        "'di ct()'",
        "'dict()+tuple()'",
        "[[]]",
        "[[list, append]]",
        "[[DICT]]",
        "[dict]",
        "[xdict]",
        "['']",
        "[~]",
        "[[1]]",
        "[[true]]",
        "[5]",
        "[{name: dict}]",
        "[{settings: []}]",
        "[{name: 5, settings: []}]",
        "[{name: dict, settings: 5}]",
        "[{name: dict, settings: ~}]",
        "{dict: 1}",
        "5",
        "true",
        "!!set {dict}",
        "!!binary ZGljdCgp",
        "[dict, list]",
        "'a'",
      ],
    ],
  ];
  for (const [config, same] of rules) {
    for (const rule of same) {
      it(`${rule} ${config === undefined ? "loses the part" : "merges as Python does"}`, () => {
        const userData = merged(first, `merge_how: ${rule}\n${second}`);
        assert.deepEqual(configOf(userData), config ?? configOf(read(`#cloud-config\n${first}`)));
        assert.equal(userData.dropped.length, config === undefined ? 1 : 0);
      });
    }
  }

  /** [old, incoming, and what both become by append, prepend, no_replace and without a method] */
  const lists: readonly (readonly [old: string, incoming: string, ...results: readonly unknown[]])[] = [
    ["[1]", "x y", [1, "x", " ", "y"], ["x", " ", "y", 1], [1], "x y"],
    ["[1]", "{a: 1, b: 2}", [1, "a", "b"], ["a", "b", 1], [1], { a: 1, b: 2 }],
    ["[1]", "~", [1], [1], [1], [1]],
    ["[1]", "5", [1], [1], [1], [1]],
    ["[1]", "!!set {a}", [1], [1], [1], [1]],
    ["[1]", "!!pairs [a: 1]", [1, ["a", 1]], [["a", 1], 1], [1], [["a", 1]]],
    ["[1]", "!!binary YWI=", [1], [1], [1], [1]],
    ["[]", "{a: 1}", ["a"], ["a"], [], { a: 1 }],
    ["[]", "{}", [], [], [], {}],
    ["[1]", "{}", [1], [1], [1], {}],
    ["[1]", "''", [1], [1], [1], ""],
    [
      "!!pairs [a: 1, b: 2]",
      "[1]",
      [["a", 1], ["b", 2], 1],
      [1, ["a", 1], ["b", 2]],
      [
        ["a", 1],
        ["b", 2],
      ],
      [1, ["b", 2]],
    ],
    ["!!pairs [a: 1]", "xy", [["a", 1], "x", "y"], ["x", "y", ["a", 1]], [["a", 1]], "xy"],
    ["[1, 2, 3]", "[4]", [1, 2, 3, 4], [4, 1, 2, 3], [1, 2, 3], [4, 2, 3]],
    ["[1]", "[4, 5]", [1, 4, 5], [4, 5, 1], [1], [4]],
    ["[a, b]", "xyz", ["a", "b", "x", "y", "z"], ["x", "y", "z", "a", "b"], ["a", "b"], "xyz"],
    ["5", "[1]", 5, 5, 5, 5],
    ["~", "[1]", null, null, null, null],
    ["x", "[1]", [1], [1], [1], [1]],
    ["{a: 1}", "[1]", { a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }],
    ["x", "y", "y", "y", "y", "y"],
    ["[[1]]", "[[2]]", [[1], [2]], [[2], [1]], [[1]], [[2]]],
    ["[1]", "2001-12-14", [1], [1], [1], [1]],
    ["[1]", "true", [1], [1], [1], [1]],
  ];
  for (const [old, incoming, ...results] of lists) {
    for (const [index, method] of ["append", "prepend", "no_replace", ""].entries()) {
      it(`list(${method}) merges ${incoming} into ${old}`, () => {
        const rule = `merge_how: dict(recurse_list,recurse_str)+list(${method})+str()`;
        assert.deepEqual(configOf(merged(`k: ${old}`, `${rule}\nk: ${incoming}`)), { k: results[index] });
      });
    }
  }

  const texts: readonly (readonly [old: string, incoming: string, config: unknown])[] = [
    ["x", "y", { k: "xy", w: 1, z: 1 }],
    ["x", "5", { k: "x", w: 1, z: 1 }],
    ["x", "[1]", { k: "x", z: 1 }],
    ["x", "~", { k: "x", w: 1, z: 1 }],
    ["x", "{a: 1}", { k: "x", z: 1 }],
    ["5", "y", { k: 5, w: 1, z: 1 }],
  ];
  for (const [old, incoming, config] of texts) {
    it(`str(append) merges ${incoming} into ${old}`, () => {
      const rule = "merge_how: dict(recurse_str,recurse_list)+list()+str(append)";
      assert.deepEqual(configOf(merged(`k: ${old}\nz: 1`, `${rule}\nk: ${incoming}\nw: 1`)), config);
    });
  }

  const keys: readonly (readonly [what: string, rule: string, old: string, incoming: string, config: unknown])[] = [
    [
      "takes 1, true and 1.0 for one key",
      "dict()",
      "k: {1: a, true: b, 2: c, 0: d}",
      "k: {1: x, 2.0: y, false: z, '2': w}",
      { k: { "2": "w", "!int 1": "b", "!int 2": "c", "!int 0": "d" } },
    ],
    [
      "knows a date again",
      "dict()",
      "k: {2001-12-14: a}",
      "k: {2001-12-14: x, 2001-12-15: y}",
      { k: { "!date 2001-12-14": "a", "!date 2001-12-15": "y" } },
    ],
    [
      "deletes within",
      "dict(allow_delete)",
      "k: {a: {b: 1, c: 2}, 1: x}",
      "k: {a: {b: ~}, 1: ~}\nz: ~",
      { k: { a: { c: 2 } }, z: null },
    ],
    ["deletes at the top", "dict(allow_delete)", "k: 1\nz: 2", "k: ~", { z: 2 }],
    ["deletes and replaces", "dict(allow_delete,replace)", "k: 1\nz: 2", "k: ~\nz: 3", { z: 3 }],
  ];
  for (const [what, rule, old, incoming, config] of keys) {
    it(`${rule} ${what}`, () => {
      assert.deepEqual(configOf(merged(old, `merge_how: ${rule}\n${incoming}`)), config);
    });
  }
});

describe("where a merge rule stands", () => {
  /** [headers, list by them alone, and by them beside merge_how: list(prepend)] */
  const headers: readonly (readonly [headers: string, alone: readonly number[], besideKey: readonly number[]])[] = [
    ["Merge-Type: dict(recurse_list)+list(append)", [1, 2], [2, 1]],
    ["X-Merge-Type: dict(recurse_list)+list(append)", [1, 2], [2, 1]],
    ["merge-type: dict(recurse_list)+list(append)", [2], [1]],
    ["X-merge-type: dict(recurse_list)+list(append)", [2], [1]],
    ["Merge-Type: ", [2], [1]],
    ["Merge-Type: \nX-Merge-Type: dict(recurse_list)+list(append)", [1, 2], [2, 1]],
    ["merge-type: dict(recurse_list)+list(prepend)\nMerge-Type: dict(recurse_list)+list(append)", [2, 1], [2, 1]],
    ["Merge-Type: bad", [1], [1]],
    ["Merge-Type: tuple()", [1], [1]],
    ["Merge-Type: dict(recurse_list)+list(append)\nX-Merge-Type: dict(recurse_list)+list(prepend)", [1, 2], [2, 1]],
    ["merge-type: dict(recurse_list)+list(append)\nX-Merge-Type: dict(recurse_list)+list(prepend)", [2, 1], [2, 1]],
  ];
  for (const [given, alone, besideKey] of headers) {
    it(`may be a header: ${JSON.stringify(given)}`, () => {
      assert.deepEqual(configOf(merged("k: [1]", "k: [2]", given)), { k: alone });
      assert.deepEqual(configOf(merged("k: [1]", "merge_how: list(prepend)\nk: [2]", given)), { k: besideKey });
    });
  }

  /** [keys, config of a second part with them, config of an only part with them; null where reading it fails] */
  const inParts: readonly (readonly [keys: string, second: unknown, only: unknown])[] = [
    ["merge_how: ~\nmerge_type: 'dict(recurse_list)+list(append)'", { k: [1, 2], z: 1 }, { k: [2] }],
    ["merge_type: 'dict(recurse_list)+list(append)'", { k: [1, 2], z: 1 }, { k: [2] }],
    ["merge_how: ''\nmerge_type: 'dict(recurse_list)+list(append)'", { k: [2], z: 1 }, { k: [2] }],
    ["merge_how: []\nmerge_type: 'dict(recurse_list)+list(append)'", { k: [2], z: 1 }, { k: [2] }],
    ["merge_how: 'dict(recurse_list)+list(append)'\nmerge_type: 'list()'", {}, {}],
    ["merge_how: 'dict(recurse_list)+list(append)'\nmerge_type: 'bad'", null, null],
    ["merge_how: false\nmerge_type: 'dict()'", { k: [1], z: 1 }, {}],
  ];
  for (const [keys, second, only] of inParts) {
    it(`may be a key: ${JSON.stringify(keys)}`, () => {
      assert.deepEqual(configOf(merged("k: [1]\nz: 1", `${keys}\nk: [2]`)) ?? null, second);
      assert.deepEqual(configOf(read(`#cloud-config\n${keys}\nk: [2]`)) ?? null, only);
    });
  }

  /** [merge_how that is left in the merged cloud-config, what modules see; null where reading it fails] */
  const leftOver: readonly (readonly [rule: string, config: unknown])[] = [
    ['"dict(recurse_list)+list(append)"', { d: { a: 1 }, k: [1] }],
    ['"list(append)"', {}],
    ['""', { d: { a: 1 }, k: [1] }],
    ["null", { d: { a: 1 }, k: [1] }],
    ['"bad"', null],
    ["[]", { d: { a: 1 }, k: [1] }],
    ['[["dict", "replace"]]', { d: { a: 1 }, k: [1] }],
  ];
  for (const [rule, config] of leftOver) {
    it(`may be what is merged: ${rule}`, () => {
      const patch = `[{"op": "add", "path": "/merge_how", "value": ${rule}}]`;
      const blob = multipart(part("text/cloud-config", "k: [1]\nd: {a: 1}"), part("text/cloud-config-jsonp", patch));
      const userData = read(blob);
      assert.deepEqual(configOf(userData) ?? null, config);
      assert.equal(userData.dropped.length, config === null || Object.keys(config as object).length === 0 ? 1 : 0);
    });
  }
});
