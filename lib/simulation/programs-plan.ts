import type { Program } from "./records/sysmon.ts";

export const explorer = "C:\\Windows\\explorer.exe";
const office = "C:\\Program Files\\Microsoft Office\\root\\Office16";

export const word: Program = {
  image: `${office}\\WINWORD.EXE`,
  description: "Microsoft Word",
  company: "Microsoft Corporation",
};
export const outlook: Program = {
  image: `${office}\\OUTLOOK.EXE`,
  description: "Microsoft Outlook",
  company: "Microsoft Corporation",
};
export const excel: Program = {
  image: `${office}\\EXCEL.EXE`,
  description: "Microsoft Excel",
  company: "Microsoft Corporation",
};
export const powershell: Program = {
  image: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
  description: "Windows PowerShell",
  company: "Microsoft Corporation",
};
export const commandPrompt: Program = {
  image: "C:\\Windows\\System32\\cmd.exe",
  description: "Windows Command Processor",
  company: "Microsoft Corporation",
};
export const archiver: Program = {
  image: "C:\\Program Files\\7-Zip\\7z.exe",
  description: "7-Zip Console",
  company: "Igor Pavlov",
};

/** A program as people or the system start it: what it is called with, and by what. */
export interface Habit {
  readonly program: Program;
  readonly commandLine: string;
  readonly parentImage: string;
  readonly parentCommandLine: string;
}

const byHand = (program: Program, argument = ""): Habit => ({
  program,
  commandLine: `"${program.image}"${argument === "" ? "" : ` ${argument}`}`,
  parentImage: explorer,
  parentCommandLine: explorer,
});

/** A program that Windows brings along. */
export const system = (name: string, description: string): Program => ({
  image: `C:\\Windows\\System32\\${name}`,
  description,
  company: "Microsoft Corporation",
});

const services = {
  parentImage: "C:\\Windows\\System32\\services.exe",
  parentCommandLine: "C:\\Windows\\system32\\services.exe",
} as const;
const scheduler = {
  parentImage: "C:\\Windows\\System32\\svchost.exe",
  parentCommandLine: "C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule",
} as const;

const browser: Program = {
  image: "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
  description: "Firefox",
  company: "Mozilla Corporation",
};

/** What people start, most frequent first. `%DOCUMENT%` stands for a file of theirs. */
export const peopleHabits: readonly Habit[] = [
  byHand(browser, "-osint -url https://intranet.harbour.example/"),
  {
    ...byHand(browser, "-contentproc -isForBrowser -prefsLen 31415 tab"),
    parentImage: browser.image,
    parentCommandLine: `"${browser.image}"`,
  },
  byHand(excel, '/dde "%DOCUMENT%.xlsx"'),
  byHand(word, '/n "%DOCUMENT%.docx" /o ""'),
  byHand(outlook),
  { ...byHand(word, '/n "%DOCUMENT%.docx"'), parentImage: outlook.image, parentCommandLine: `"${outlook.image}"` },
  byHand(system("notepad.exe", "Notepad"), '"%DOCUMENT%.txt"'),
  byHand(system("calc.exe", "Windows Calculator")),
  byHand({ ...archiver, image: "C:\\Program Files\\7-Zip\\7zFM.exe" }, '"%DOCUMENT%.zip"'),
];

/** What those who look after machines start besides: PowerShell is nothing unusual for them. */
export const administrationHabits: readonly Habit[] = [
  byHand(powershell, "-NoLogo"),
  byHand(commandPrompt),
  {
    ...byHand(system("whoami.exe", "whoami"), "/groups"),
    parentImage: commandPrompt.image,
    parentCommandLine: `"${commandPrompt.image}"`,
  },
  {
    ...byHand(powershell, "-File C:\\IT\\inventory.ps1"),
    parentImage: powershell.image,
    parentCommandLine: `"${powershell.image}" -NoLogo`,
  },
  byHand(system("mmc.exe", "Microsoft Management Console"), "dsa.msc"),
  byHand(system("mstsc.exe", "Remote Desktop Connection"), "/v:FILE-01"),
];

/** What Windows starts by itself, most frequent first. */
export const systemHabits: readonly Habit[] = [
  {
    program: system("svchost.exe", "Host Process for Windows Services"),
    commandLine: "C:\\Windows\\System32\\svchost.exe -k netsvcs -p",
    ...services,
  },
  { program: system("taskhostw.exe", "Host Process for Windows Tasks"), commandLine: "taskhostw.exe", ...scheduler },
  {
    program: system("SearchProtocolHost.exe", "Microsoft Windows Search Protocol Host"),
    commandLine: '"C:\\Windows\\system32\\SearchProtocolHost.exe" Global\\UsGthrFltPipeMssGthrPipe',
    ...services,
  },
  {
    program: system("backgroundTaskHost.exe", "Background Task Host"),
    commandLine: '"C:\\Windows\\system32\\backgroundTaskHost.exe" -ServerName:CortanaUI',
    ...scheduler,
  },
  {
    program: system("wbem\\WmiPrvSE.exe", "WMI Provider Host"),
    commandLine: "C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding",
    ...services,
  },
  {
    program: powershell,
    commandLine: "powershell.exe -NoProfile -ExecutionPolicy AllSigned -File C:\\ProgramData\\Agent\\health.ps1",
    ...scheduler,
  },
];

/** What installs updates on patch day. */
export const patchHabits: readonly Habit[] = [
  {
    program: system("msiexec.exe", "Windows Installer"),
    commandLine: "C:\\Windows\\system32\\msiexec.exe /V",
    ...services,
  },
  {
    program: system("wusa.exe", "Windows Update Standalone Installer"),
    commandLine: "wusa.exe /quiet /norestart",
    ...scheduler,
  },
  {
    program: {
      ...system("TrustedInstaller.exe", "Windows Modules Installer"),
      image: "C:\\Windows\\servicing\\TrustedInstaller.exe",
    },
    commandLine: "C:\\Windows\\servicing\\TrustedInstaller.exe",
    ...services,
  },
];
