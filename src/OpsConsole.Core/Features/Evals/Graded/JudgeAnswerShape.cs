namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>What a judge is to answer with: a JSON object of one of these shapes.</summary>
public enum JudgeAnswerShape
{
    /// <summary>Pass or fail, and a score.</summary>
    Verdict,

    /// <summary>How an answer's facts stand to the expert's, A to E as in OpenAI's "fact" template, which promptfoo uses.</summary>
    Facts,

    /// <summary>Statements, each supported or not: the score is the supported share.</summary>
    Statements,

    /// <summary>The better of two.</summary>
    Preference,
}
