import { answerUnknown } from "../../../../server/http/answer-unknown.ts";

// Without these an unknown path of the API would be answered with a page.
export const GET = answerUnknown;
export const POST = answerUnknown;
export const PUT = answerUnknown;
export const PATCH = answerUnknown;
export const DELETE = answerUnknown;
