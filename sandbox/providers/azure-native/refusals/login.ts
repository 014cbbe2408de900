import { at, listAt, textAt } from "../../protocol/json";
import { AzureError } from "../errors";
import type { Refusal, Write } from "../kind";

const PROFILE = "properties.osProfile";
const LINUX = `${PROFILE}.linuxConfiguration`;
const KEYS = `${LINUX}.ssh.publicKeys`;

/** A disk that is attached has an operating system set up already; one made from an image needs its first user. */
export const osProfileMissing: Refusal<Write> = (write) =>
  fromImage(write) && at(write.body, PROFILE) === undefined ? missing("osProfile") : undefined;

export const userNameNotAllowed: Refusal<Write> = (write) => {
  if (!fromImage(write)) return undefined;
  const name = textAt(write.body, `${PROFILE}.adminUsername`);
  if (name === undefined) return missing("adminUsername");
  if (!["admin", "administrator", "root", "user", "guest", "test", "sys"].includes(name)) return undefined;
  return invalid("The Admin Username specified is not allowed.");
};

export const passwordMissing: Refusal<Write> = (write) => {
  const withPassword = at(write.body, `${LINUX}.disablePasswordAuthentication`) !== true;
  const given = at(write.body, `${PROFILE}.adminPassword`) !== undefined || write.existing !== undefined;
  return fromImage(write) && withPassword && !given ? missing("adminPassword") : undefined;
};

export const noWayIn: Refusal<Write> = (write) => {
  const keysOnly = at(write.body, `${LINUX}.disablePasswordAuthentication`) === true;
  if (!fromImage(write) || !keysOnly || listAt(write.body, KEYS).length > 0) return undefined;
  return invalid("Authentication using either SSH or by user name and password must be enabled in Linux profile.");
};

export const keyPathInvalid: Refusal<Write> = ({ body }) => {
  const expected = `/home/${textAt(body, `${PROFILE}.adminUsername`)}/.ssh/authorized_keys`;
  if (listAt(body, KEYS).every((key) => key.path === expected)) return undefined;
  return invalid(
    `Destination path for SSH public keys is currently limited to its default value ${expected}  due to a known issue in Linux provisioning agent.`,
  );
};

/** Only RSA and, since 2024, Ed25519 keys in OpenSSH's or RFC 4716's form; the type is said in the key itself. */
export const keyInvalid: Refusal<Write> = ({ body }) => {
  const valid = listAt(body, KEYS).every((key) => ["ssh-rsa", "ssh-ed25519"].includes(keyType(textAt(key, "keyData"))));
  return valid ? undefined : invalid("The value of parameter linuxConfiguration.ssh.publicKeys.keyData is invalid.");
};

/** 87380 characters of base64 are 65535 bytes. */
export const customDataInvalid: Refusal<Write> = ({ body }) => {
  const customData = textAt(body, `${PROFILE}.customData`);
  if (customData === undefined || (customData.length <= 87380 && BASE64.test(customData))) return undefined;
  return invalid("Custom data in OSProfile must be in Base64 encoding and with a maximum length of 87380 characters.");
};

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function keyType(keyData = ""): string {
  const lines = keyData.trim().split(/\r?\n/);
  const encoded = lines[0]?.startsWith("---- BEGIN SSH2")
    ? lines.filter((line) => !/^----|: /.test(line)).join("")
    : keyData.trim().split(/\s+/)[1];
  const blob = Buffer.from(encoded ?? "", "base64");
  return blob.length < 4 ? "" : blob.subarray(4, 4 + blob.readUInt32BE(0)).toString("latin1");
}

function fromImage({ body }: Write): boolean {
  return textAt(body, "properties.storageProfile.osDisk.createOption") !== "Attach";
}

function missing(parameter: string): AzureError {
  return invalid(`Required parameter '${parameter}' is missing (null).`);
}

function invalid(detail: string): AzureError {
  return new AzureError(400, "InvalidParameter", detail);
}
