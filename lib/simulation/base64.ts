const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Text as `powershell -EncodedCommand` takes it: UTF-16, low byte first, in base 64. */
export function encodeCommand(text: string): string {
  const bytes = [...text].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return [code & 255, code >> 8];
  });
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3);
    const group = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    encoded += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    encoded += second === undefined ? "=" : alphabet.charAt((group >> 6) & 63);
    encoded += third === undefined ? "=" : alphabet.charAt(group & 63);
  }
  return encoded;
}
