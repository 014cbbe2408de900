import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";

new PolicyPack("azure-kdump", { policies: policies() });
