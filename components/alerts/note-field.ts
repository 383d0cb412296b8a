/** Where a note is written: the key `n` leads there, also before the panel is loaded. */
export const noteFieldId = "alert-note";
