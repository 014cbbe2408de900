export {
  type Configuration,
  type ConfigurationProblem,
  type Exemption,
  type GoldenImage,
  type ImageMapping,
  noConfiguration,
  readConfiguration,
} from "./configuration";
export { matches, matchesUrn } from "./glob";
export { configurationSchema } from "./schema";
