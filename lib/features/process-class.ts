/** Programs that open documents and mail, and programs that run what they are told, by file name without extension. */
const documentPrograms = new Set(
  "winword excel powerpnt outlook msaccess mspub onenote visio acrord32 acrobat foxitreader wordpad soffice eqnedt32".split(
    " ",
  ),
);
const interpreters = new Set(
  "cmd powershell pwsh wscript cscript mshta rundll32 regsvr32 bash sh python python3 perl certutil bitsadmin msbuild wmic".split(
    " ",
  ),
);

export const processClass = { other: 0, document: 1, interpreter: 2 } as const;

/** Class of a program by its path or name; letter case and an `.exe` do not matter. */
export function classOfProcess(path: string): number {
  const name = path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1).toLowerCase();
  const stem = name.endsWith(".exe") ? name.slice(0, -4) : name;
  if (documentPrograms.has(stem)) return processClass.document;
  return interpreters.has(stem) ? processClass.interpreter : processClass.other;
}
