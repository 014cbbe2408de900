import { once } from "node:events";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import type { Client } from "ssh2";
import type { Routes } from "../ssh-routes";
import type { Connection, Endpoint } from "./inputs";
import { logIn } from "./log-in";

export interface DialOptions {
  readonly routes: Routes;
  readonly signal: AbortSignal;
  /** Told of each dial that failed and will be tried again. */
  readonly onRetry: (message: string) => void;
}

/** A session's worth of clients: the proxy's has to live as long as the one that goes through it. */
export interface Dialled {
  readonly client: Client;
  close(): void;
}

/** Connects and logs in, through the proxy where there is one, as often as the connection's limits allow. */
export async function dial(connection: Connection, options: DialOptions): Promise<Dialled> {
  const { proxy } = connection;
  if (proxy === undefined) {
    const client = await retrying("Dial", connection, options, async () =>
      logIn(connection, await open(connection, options), options.signal),
    );
    return { client, close: () => client.destroy() };
  }
  const bastion = await prefixed("proxy", () =>
    retrying("Dial proxy", proxy, options, async () => logIn(proxy, await open(proxy, options), options.signal)),
  );
  try {
    const client = await prefixed("proxy", () =>
      retrying("Dial from proxy", connection, options, async () =>
        logIn(connection, await openThrough(bastion, connection, options), options.signal),
      ),
    );
    const close = (): void => {
      client.destroy();
      bastion.destroy();
    };
    return { client, close };
  } catch (error) {
    bastion.destroy();
    throw error;
  }
}

/** As pulumi-command's dialWithRetry: a tenth of a second after the first failure, half as much again each time, to 5 s. */
async function retrying<T>(
  what: string,
  { dialErrorLimit }: Endpoint,
  { signal, onRetry }: DialOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  let pause = 100;
  for (let dials = 1; ; dials++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NoWay) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      if (dialErrorLimit >= 0 && dials > dialErrorLimit)
        throw new Error(`after ${dials - 1} failed attempts: ${reason}`);
      onRetry(`${what} ${dials}/${dialErrorLimit < 0 ? "inf" : dialErrorLimit} failed: retrying`);
      await wait(pause, undefined, { signal });
      pause = Math.min(pause * 1.5, 5000);
    }
  }
}

/** There is nobody at this address, and trying again would not change it. */
class NoWay extends Error {}

function routed(routes: Routes, host: string, port: number): ReturnType<Routes> {
  try {
    return routes(host, port);
  } catch (error) {
    throw new NoWay(error instanceof Error ? error.message : String(error));
  }
}

function open({ host, port, perDialTimeout }: Endpoint, { routes, signal }: DialOptions): Promise<Duplex> {
  const route = routed(routes, host, port);
  return greeted(connect({ host: "127.0.0.1", port: route.port }), `dial tcp ${host}:${port}`, perDialTimeout, signal);
}

/**
 * To this computer the proxy itself leads. Guests have no network between them, so from the proxy to a guest the local
 * Azure does.
 */
async function openThrough(bastion: Client, to: Endpoint, options: DialOptions): Promise<Duplex> {
  const route = routed(options.routes, to.host, to.port);
  if (route.guest) return open(to, options);
  const channel = await new Promise<Duplex>((resolve, reject) => {
    bastion.forwardOut("127.0.0.1", 0, to.host, to.port, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
  return greeted(channel, `dial tcp ${to.host}:${to.port}`, to.perDialTimeout, options.signal);
}

/**
 * A connection counts when the server has spoken, as it does at once: QEMU accepts one before there is anybody in the
 * guest, where on Azure nobody would have answered the dial.
 */
async function greeted(stream: Duplex, what: string, seconds: number, signal: AbortSignal): Promise<Duplex> {
  const timeout = seconds > 0 ? AbortSignal.timeout(seconds * 1000) : undefined;
  const closed = new AbortController();
  stream.once("close", () => closed.abort());
  const stops = [signal, closed.signal, ...(timeout === undefined ? [] : [timeout])];
  try {
    await once(stream, "readable", { signal: AbortSignal.any(stops) });
    if (stream.readableLength > 0) return stream;
  } catch (error) {
    stream.destroy();
    if (timeout?.aborted === true) throw new Error(`${what}: i/o timeout`, { cause: error });
    if (!closed.signal.aborted) throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
  stream.destroy();
  throw new Error(`${what}: the connection was closed before the server spoke`);
}

async function prefixed<T>(prefix: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoWay) throw error;
    throw new Error(`${prefix}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
