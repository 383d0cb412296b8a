/** An entity's id as the API shows it (16 hexadecimal digits) and as the database holds it (bigint, same bits). */
export function hexOfId(id: bigint): string {
  return BigInt.asUintN(64, id).toString(16).padStart(16, "0");
}

export function idOfHex(hex: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${hex}`));
}
