import type { DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { diffResponse } from "../protocol/diff";
import { fromStruct } from "../protocol/properties";
import { typeOf } from "../protocol/urn";
import { CREATE_BEFORE_DELETE } from "./check";
import { differences } from "./diff";
import { kindOf } from "./kinds";

export function diffResource(request: DiffRequest): DiffResponse {
  const before = fromStruct(request.getOldInputs());
  const outputs = fromStruct(request.getOlds());
  const found = differences(kindOf(typeOf(request.getUrn())), before, fromStruct(request.getNews()), outputs);
  // With a name of its own making there is room for both; with a given name the old one must go first.
  return diffResponse(found, before[CREATE_BEFORE_DELETE] !== true);
}
