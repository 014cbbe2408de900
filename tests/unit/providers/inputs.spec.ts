import { deepStrictEqual } from "node:assert";
import { join } from "node:path";
import { kinds } from "azure-kdump-sandbox/bin/providers/azure-native/kinds";
import { membersOf, type ValueType } from "azure-kdump-sandbox/bin/providers/azure-native/schema";
import * as ts from "typescript";

type Kind = (typeof kinds)[number];

/** In azure-native's types, which serve several API versions at once, and not in Azure's 2024-05-01. */
const LATER = new Set(["serviceGateway"]);

describe("the inputs azure-native types", function () {
  this.timeout(60_000);
  const declared = new Map(kinds.map((kind) => [kind, declarationFile(kind)]));
  let program: ts.Program;
  before(() => {
    program = ts.createProgram([...declared.values()], {
      skipLibCheck: true,
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      types: [],
    });
  });

  for (const kind of kinds) {
    it(`of ${kind.token} are all known to Azure's mapper under the same name`, () => {
      const source = program.getSourceFile(declared.get(kind) ?? "");
      const args = source?.statements.find(
        (statement): statement is ts.InterfaceDeclaration =>
          ts.isInterfaceDeclaration(statement) && statement.name.text === `${nameOf(kind)}Args`,
      );
      if (args === undefined) throw new Error(`no ${nameOf(kind)}Args`);
      const checker = program.getTypeChecker();
      deepStrictEqual(unknownInputs(checker, kind, checker.getTypeAtLocation(args)), []);
    });
  }
});

/** As azure-native calls it; the mapper has names of its own. */
function nameOf({ token }: Kind): string {
  return token.slice(token.lastIndexOf(":") + 1);
}

function declarationFile(kind: Kind): string {
  const [, module = ""] = kind.token.split(":");
  const name = nameOf(kind);
  const folder = join(require.resolve("@pulumi/azure-native/package.json"), "..", module);
  return join(folder, `${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`);
}

function unknownInputs(checker: ts.TypeChecker, kind: Kind, args: ts.Type): readonly string[] {
  const inId = new Set([...kind.idTemplate.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  const seen = new Set<string>();
  return members(args, { shape: "object", className: kind.className }, "").filter((path) => !inId.has(path));

  function members(type: ts.Type, expected: ValueType, path: string): readonly string[] {
    return plainTypes(type).flatMap((plain) => {
      if (expected.shape === "list") {
        const [element] = checker.isArrayType(plain) ? checker.getTypeArguments(plain as ts.TypeReference) : [];
        return element === undefined ? [] : members(element, expected.element, `${path}[]`);
      }
      if (expected.shape !== "object" || !(plain.flags & ts.TypeFlags.Object)) return [];
      // Types refer to each other in circles: a public IP address has a NAT gateway that has public IP addresses.
      if (seen.has(expected.className)) return [];
      seen.add(expected.className);
      return plain.getProperties().flatMap((property) => {
        const propertyPath = path === "" ? property.name : `${path}.${property.name}`;
        const member = membersOf(kind.model, expected.className).find(({ name }) => name === property.name);
        if (member === undefined) return LATER.has(property.name) ? [] : [propertyPath];
        return members(checker.getTypeOfSymbol(property), member.type, propertyPath);
      });
    });
  }
}

/** The T of an Input<T>, which is a T, a promise of one or an output of one. */
function plainTypes(type: ts.Type): readonly ts.Type[] {
  const types = type.isUnion() ? type.types : [type];
  return types.filter((part) => !part.isIntersection() && !["Promise", "OutputInstance"].includes(symbolName(part)));
}

function symbolName(type: ts.Type): string {
  return type.getSymbol()?.name ?? "";
}
