namespace OpsConsole.Core.Ai.Baselines;

/// <summary>The baselines that answer with sentences of the context, or with a part of one.</summary>
internal static class SentenceMethods
{
    public static string BestSentences(ReadingTask task, MethodSettings settings)
    {
        var sentences = SentenceSplitter.Split(task.Context);
        var best = new Bm25(sentences).Rank(task.Question).Take(settings.Sentences).Order();
        return string.Join(' ', best.Select(i => sentences[i]));
    }

    public static string FirstSentences(ReadingTask task, MethodSettings settings) =>
        string.Join(' ', SentenceSplitter.Split(task.Context).Take(settings.Sentences));

    public static string BestSpan(ReadingTask task)
    {
        var sentences = SentenceSplitter.Split(task.Context);
        if (sentences.Count == 0)
            return "";
        var ranking = new Bm25(sentences);
        return AnswerSpan.In(sentences[ranking.Rank(task.Question)[0]], task.Question, ranking.Weight);
    }
}
