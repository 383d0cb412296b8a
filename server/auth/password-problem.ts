import { passwordMinimumLength } from "../../lib/contracts/session.ts";

/** What lists of leaked passwords are made of, once digits and signs are taken off. */
const commonWords = [
  "password",
  "passwort",
  "passw",
  "motdepasse",
  "contrasena",
  "qwerty",
  "qwertz",
  "azerty",
  "asdfgh",
  "letmein",
  "welcome",
  "administrator",
  "admin",
  "iloveyou",
  "monkey",
  "dragon",
  "football",
  "baseball",
  "superman",
  "batman",
  "princess",
  "sunshine",
  "master",
  "shadow",
  "michael",
  "trustno",
  "changeme",
  "default",
  "secret",
  "security",
  "login",
  "access",
  "test",
  "root",
  "guest",
  "summer",
  "winter",
  "spring",
  "autumn",
  "company",
  "server",
  "tideline",
  "the",
  "my",
  "is",
  "new",
  "user",
  "abc",
  "qaz",
  "wsx",
  "edc",
  "zxcvbn",
  "asd",
  "qwe",
  "zxc",
];
const keyboardRuns = [
  "01234567890",
  "09876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
];
const lookAlikes: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const longestFirst = [...commonWords].sort((a, b) => b.length - a.length);

/** How many different letters are left when every common word is taken out, digits read as such or as letters. */
function uncommonLetters(password: string): number {
  const plain = password.toLowerCase();
  const translated = Array.from(plain, (sign) => lookAlikes[sign] ?? sign).join("");
  const left = [plain, translated].map((text) => {
    const rest = longestFirst.reduce((shorter, word) => shorter.replaceAll(word, " "), text);
    return new Set(rest.replace(/[^\p{L}]/gu, "")).size;
  });
  return Math.min(...left);
}

const neighbours = new Set(
  keyboardRuns.flatMap((run) =>
    Array.from(run.slice(1), (sign, at) => [run.charAt(at) + sign, sign + run.charAt(at)]).flat(),
  ),
);

/** Whether most of the password follows the keyboard, the alphabet or the digits, forward or back. */
function followsARun(password: string): boolean {
  const text = password.toLowerCase();
  const pairs = Array.from(text.slice(1), (sign, at) => text.charAt(at) + sign);
  return pairs.filter((pair) => neighbours.has(pair)).length > pairs.length * 0.6;
}

/** abcabcabc, aaaaaaaaaaaa: short pieces said again. */
function repeatsAPiece(password: string): boolean {
  return /^(.{1,4})\1+.{0,3}$/su.test(password) || new Set(password).size < 5;
}

function namesThePerson(password: string, person: { readonly email: string; readonly name: string }): boolean {
  const text = password.toLowerCase();
  const [mailbox = "", domain = ""] = person.email.toLowerCase().split("@");
  const words = [
    mailbox,
    ...mailbox.split(/[._+-]/),
    domain.split(".")[0] ?? "",
    ...person.name.toLowerCase().split(/\s+/),
  ];
  // What remains without the person's own words must be a password by itself.
  const rest = words.filter((word) => word.length > 2).reduce((left, word) => left.replaceAll(word, ""), text);
  return rest.length < text.length && rest.length < passwordMinimumLength - 2;
}

/**
 * What is wrong with a new password, in words, or null. Length does most of the work; the rest keeps out what
 * guessing tries first (NIST SP 800-63B 5.1.1.2: no rules about kinds of characters, no expiry).
 */
export function passwordProblem(
  password: string,
  person: { readonly email: string; readonly name: string },
): string | null {
  if (Array.from(password).length < passwordMinimumLength) return `Use at least ${passwordMinimumLength} characters.`;
  if (namesThePerson(password, person)) return "Do not use your name or email address.";
  if (repeatsAPiece(password)) return "Do not repeat a few characters.";
  if (followsARun(password)) return "Do not follow the keyboard or the alphabet.";
  const hasLetters = /\p{L}/u.test(password);
  if (hasLetters && uncommonLetters(password) < 4) return "This is one of the passwords that are guessed first.";
  if (!hasLetters && new Set(password).size < 7) return "This is one of the passwords that are guessed first.";
  return null;
}
