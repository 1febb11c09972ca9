// What a typed request gave: a failure was thrown before, so there is a body wherever the document promises one.
export function given<Answer>({ data }: { data?: Answer }): Answer {
  return data as Answer;
}
