// What Next declares for imports of pictures and style sheets. Its own next-env.d.ts exists only after a build.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
