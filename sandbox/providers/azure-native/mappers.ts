import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type CompositeMapper, createSerializer, type MapperType, type Serializer } from "@azure/core-client";

/** Azure's own description of a service's request and response bodies. */
export interface Model {
  readonly mappers: Readonly<Record<string, CompositeMapper>>;
  readonly serializer: Serializer;
}

const load = createRequire(__filename);

/** API version 2024-11-01, as azure-native 3.28 uses; later packages carry no mappers any more. */
export const computeModel = modelOf("@azure/arm-compute", "dist/commonjs/models/mappers.js");
/** API version 2024-05-01. */
export const networkModel = modelOf("@azure/arm-network", "dist-esm/src/models/mappers.js");

const text: MapperType = { name: "String" };
/** Microsoft.Resources publishes no mapper in these packages; the swagger's ResourceGroup, API version 2024-03-01. */
export const resourcesModel = modelFrom({
  ResourceGroup: composite("ResourceGroup", {
    id: { serializedName: "id", readOnly: true, type: text },
    name: { serializedName: "name", readOnly: true, type: text },
    type: { serializedName: "type", readOnly: true, type: text },
    properties: {
      serializedName: "properties",
      readOnly: true,
      type: { name: "Composite", className: "ResourceGroupProperties" },
    },
    location: { serializedName: "location", required: true, type: text },
    managedBy: { serializedName: "managedBy", type: text },
    tags: { serializedName: "tags", type: { name: "Dictionary", value: { type: text } } },
  }),
  ResourceGroupProperties: composite("ResourceGroupProperties", {
    provisioningState: { serializedName: "provisioningState", readOnly: true, type: text },
  }),
});

/** The packages' `exports` hide the mappers, so the file is found beside the package's own package.json. */
function modelOf(packageName: string, file: string): Model {
  const folder = dirname(load.resolve(`${packageName}/package.json`));
  return modelFrom({ ...(load(join(folder, file)) as Record<string, CompositeMapper>) });
}

function modelFrom(mappers: Record<string, CompositeMapper>): Model {
  return { mappers, serializer: createSerializer(mappers) };
}

function composite(className: string, modelProperties: CompositeMapper["type"]["modelProperties"]): CompositeMapper {
  return { serializedName: className, type: { name: "Composite", className, modelProperties } };
}
