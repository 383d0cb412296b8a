import { randomInt } from "node:crypto";

/** Without the letters and digits that are mistaken for each other when read out. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 5;
const groupLength = 4;

/** 20 characters of 31, about 99 bits, in groups that can be read out. */
export function oneTimePassword(): string {
  const sign = () => alphabet.charAt(randomInt(alphabet.length));
  return Array.from({ length: groups }, () => Array.from({ length: groupLength }, sign).join("")).join("-");
}
