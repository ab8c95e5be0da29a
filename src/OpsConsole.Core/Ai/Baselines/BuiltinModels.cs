namespace OpsConsole.Core.Ai.Baselines;

/// <summary>A baseline: a deterministic method with a name, which needs neither key nor network.</summary>
public sealed class BuiltinModel
{
    internal BuiltinModel(string name, string description, IReadOnlyList<string> settings, Func<ReadingTask, MethodSettings, string> answer) =>
        (Name, Description, Settings, Answer) = (name, description, settings, answer);

    public string Name { get; }

    public string Description { get; }

    /// <summary>The names that <see cref="ModelParameters.Method"/> may hold for it.</summary>
    public IReadOnlyList<string> Settings { get; }

    internal Func<ReadingTask, MethodSettings, string> Answer { get; }

    /// <summary>It makes vectors of texts and answers no prompts.</summary>
    public bool Embeds => Embed is not null;

    /// <summary>The vector of a text; null where the baseline answers prompts.</summary>
    internal Func<string, float[]>? Embed { get; init; }
}

/// <summary>The baselines that come with the console: the floor a serious model must beat.</summary>
public static class BuiltinModels
{
    internal const string Embedding = "ngram-embedding";

    public static IReadOnlyList<BuiltinModel> All { get; } =
    [
        new("extractive", "The sentences of the context that match the question best (BM25).", [MethodSettings.SentencesName], SentenceMethods.BestSentences),
        new("extractive-span", "The part of the best sentence that looks like an answer to this kind of question.", [], static (task, _) => SentenceMethods.BestSpan(task)),
        new("lead", "The first sentences of the context.", [MethodSettings.SentencesName], SentenceMethods.FirstSentences),
        new("overlap-judge", "Judges by the words that texts share (F1 and recall); answers in the form that judges are asked for.", [], static (task, _) => OverlapJudge.Answer(task)),
        new("nearest", "The label of the most similar example in the prompt (TF-IDF cosine).", [], static (task, _) => NearestExample.Classify(task)),
        new(
            Embedding, "Embeds a text by its words and runs of three characters (hashed counts); for similar, no answers.", [],
            static (_, _) => throw new ArgumentException($"The baseline '{Embedding}' embeds texts and answers none. It is asked by the assertion similar."))
        {
            Embed = NgramEmbedding.Of,
        },
    ];

    public static BuiltinModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
