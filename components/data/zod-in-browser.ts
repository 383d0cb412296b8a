import { z } from "zod";

// zod compiles schemas with `new Function`, which the content security policy refuses and reports. Imported for its
// effect by the data door, before anything is parsed.
z.config({ jitless: true });
