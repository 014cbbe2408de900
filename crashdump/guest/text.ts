/**
 * Text with gaps. A guest's files and a script's variables are rarely known to the last letter, and a known line beside
 * an unknown one is still known: `echo kernel.panic=5 >>/etc/sysctl.conf` decides, whatever stands above it. So what is
 * not known stands in the text as one of two characters, each for any number of letters and lines. Unicode reserves
 * both for a program's own use (noncharacters): no text that somebody sends holds them.
 */
export const imageText = "\uFDD0";
/** Like {@link imageText}, which is what the image itself holds there, but it may be anything. */
export const anyText = "\uFDD1";

/** Whether a text has no gaps. */
export function isKnown(text: string): boolean {
  return !text.includes(imageText) && !text.includes(anyText);
}

/** A text from outside, which cannot forge a gap. */
export function fromOutside(text: string): string {
  return text.replace(/[\uFDD0\uFDD1]/g, "\uFFFD");
}

/**
 * One text that stands for either of two. Lines that they share at the beginning and the end stay; what differs becomes
 * a gap, unless nothing in it can matter.
 */
export function joinText(one: string, other: string, matters: (text: string) => boolean): string {
  if (one === other) return one;
  const left = one.split("\n");
  const right = other.split("\n");
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head++;
  let tail = 0;
  const most = Math.min(left.length, right.length) - head;
  while (tail < most && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail++;
  const middle = left.slice(head, left.length - tail).join("\n");
  const otherMiddle = right.slice(head, right.length - tail).join("\n");
  if (!matters(middle) && !matters(otherMiddle)) return one;
  return [...left.slice(0, head), anyText, ...left.slice(left.length - tail)].join("\n");
}
