import { type DiffRequest, DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import { CREATE_BEFORE_DELETE } from "./check";
import { type Change, differences } from "./diff";
import { kindOf } from "./kinds";
import { fromStruct } from "./properties";
import { typeOf } from "./urn";

const KINDS: Readonly<Record<Change, readonly [inPlace: PropertyDiff.Kind, replacing: PropertyDiff.Kind]>> = {
  add: [PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE],
  delete: [PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE],
  update: [PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE],
};

export function diffResource(request: DiffRequest): DiffResponse {
  const before = fromStruct(request.getOldInputs());
  const outputs = fromStruct(request.getOlds());
  const found = differences(kindOf(typeOf(request.getUrn())), before, fromStruct(request.getNews()), outputs);
  const replacing = found.filter(({ replaces }) => replaces);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(found.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setDiffsList([...new Set(found.map(({ path }) => path.split(/[.[]/)[0] ?? path))])
    .setReplacesList(replacing.map(({ path }) => path))
    // With a name of its own making there is room for both; with a given name the old one must go first.
    .setDeletebeforereplace(before[CREATE_BEFORE_DELETE] === true ? false : replacing.length > 0)
    .setHasdetaileddiff(true);
  for (const { path, change, replaces } of found) {
    const kind = KINDS[change][replaces ? 1 : 0];
    response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}
