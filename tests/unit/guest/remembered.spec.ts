import assert from "node:assert/strict";
import { Timestamp } from "#crashdump/cloud-init/value";
import { firstBoots } from "#crashdump/guest/first-boots";
import { Remembered } from "#crashdump/guest/remembered";
import { readUserData } from "../cloud-init/core";
import { multipart, part } from "../cloud-init/messages";
import { debian, encoded } from "../platforms";
import { panic } from "./guests";

describe("what is remembered", () => {
  it("is found once for the same question", () => {
    const remembered = new Remembered<number>(2);
    const answers = [1, 2].map((answer) => remembered.answerTo({ a: [1n, null] }, () => answer));
    assert.deepEqual(answers, [1, 1]);
  });

  it("is not the answer to a question that JSON would write alike, of another class, or in another order", () => {
    const alike = [
      [null, Number.NaN, -Infinity],
      ["1", 1, 1n],
      [{}, { a: undefined }],
    ].flat();
    const date = { kind: "date", text: "2001-01-01" } as const;
    const questions = [...alike, date, new Timestamp(date.kind, date.text), { a: 1, b: 2 }, { b: 2, a: 1 }];
    const remembered = new Remembered<number>(questions.length);
    const ask = () => questions.map((question, index) => remembered.answerTo(question, () => index));
    assert.deepEqual([ask(), ask()].flat(), [...questions.keys(), ...questions.keys()]);
  });

  it("is forgotten when as many others have come since as are kept", () => {
    const remembered = new Remembered<string>(2);
    for (const question of ["a", "b", "c"]) remembered.answerTo(question, () => "first");
    const again = ["c", "b", "a"].map((question) => remembered.answerTo(question, () => "second"));
    assert.deepEqual(again, ["first", "first", "second"]);
  });
});

describe("guests that come out alike", () => {
  const boots = (yaml: string) => {
    const message = multipart(part("text/cloud-boothook", "#!/bin/sh\ntrue\n"), part("text/cloud-config", yaml));
    return firstBoots(debian, readUserData(encoded(message), "22.4.2")).guest;
  };

  it("are each one's own to change", () => {
    const yaml = "runcmd: [sysctl -w kernel.panic=7]";
    boots(yaml).write("/etc/sysctl.d/99.conf", "kernel.panic = 9\n", "a test");
    assert.equal(boots(yaml).file("/etc/sysctl.d/99.conf"), undefined);
  });

  it("are followed once", () => {
    const yaml = "write_files: [{path: /etc/x, content: y}]";
    const [one, other] = [boots(`hostname: a\n${yaml}`), boots(`hostname: b\n${yaml}`)];
    assert.equal(one.files.get("/etc/x"), other.files.get("/etc/x"));
  });

  it("differ in what anything does to them, be the rest alike", () => {
    const guests = [5, 6].flatMap((seconds) =>
      ["vm1", "vm2"].map((name) =>
        boots(`hostname: ${name}\nwrite_files: [{path: /etc/sysctl.d/99.conf, content: kernel.panic=${seconds}}]`),
      ),
    );
    assert.deepEqual(guests.map(panic), ["5", "5", "6", "6"]);
  });

  it("say in which part each was left unread", () => {
    const places = ["apt", "ntp"].map((key) => boots(`${key}: {conf: kdump}`).unread.map(({ place }) => place));
    assert.deepEqual(places, [["apt in part 2 of the customData"], ["ntp in part 2 of the customData"]]);
  });
});
