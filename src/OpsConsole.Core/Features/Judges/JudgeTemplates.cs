using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Judges;

/// <summary>The judge prompts that the console brings: a start, to be measured against people and edited into the next version.</summary>
public static class JudgeTemplates
{
    public static PromptContent Of(string assertionType) => assertionType switch
    {
        "factuality" => Make(
            """
            You compare the factual content of a submitted answer with an expert's answer. Ignore differences of style, grammar and punctuation.
            Say which holds: A, the submission is a subset of the expert's answer and fully consistent with it; B, it is a superset and fully consistent; C, both hold the same
            details; D, they disagree about a fact; E, they differ, but in nothing that matters for the facts.
            """,
            "Question:\n{{ question }}\n\nExpert's answer:\n{{ expected }}\n\nSubmitted answer:\n{{ output }}", "question", "expected", "output"),
        "answer-relevance" => Make(
            """
            You judge whether an answer answers the question that was asked, not whether it is true. Score 1 for an answer that is wholly to the point, 0.5 for one that
            answers a part or wanders, 0 for one that answers something else or nothing. Pass at 0.5 and above.
            """,
            "Question:\n{{ question }}\n\nAnswer:\n{{ output }}", "question", "output"),
        "context-faithfulness" => Make(
            """
            You check whether an answer says only what its context supports. Split the answer into single statements. For each, say whether the context supports it, directly
            or by plain inference. What is true in the world but not in the context is not supported.
            """,
            "Context:\n{{ context }}\n\nQuestion:\n{{ question }}\n\nAnswer:\n{{ output }}", "context", "question", "output"),
        "context-recall" => Make(
            """
            You check whether a retrieved context holds what an expected answer needs. Split the expected answer into single statements. For each, say whether it can be
            attributed to the context.
            """,
            "Context:\n{{ context }}\n\nQuestion:\n{{ question }}\n\nExpected answer:\n{{ expected }}", "context", "question", "expected"),
        "context-relevance" => Make(
            "You check how much of a retrieved context is needed for a question. Split the context into its sentences. For each, say as \"supported\" whether it helps to answer the question.",
            "Question:\n{{ question }}\n\nContext:\n{{ context }}", "question", "context"),
        "similar" => new(
            [new PromptMessage("user", "{{ output }}")], [new PromptVariable("output", PromptVariableType.Text, false, null)]),
        "select-best" => Make(
            """
            You decide which of two outputs meets a criterion better. Judge by the criterion alone: neither the order nor the length of the outputs matters. Say tie where neither
            is better.
            """,
            "Criterion:\n{{ rubric }}\n\nQuestion:\n{{ question }}\n\nOutput A:\n{{ output_a }}\n\nOutput B:\n{{ output_b }}", "rubric", "question", "output_a", "output_b"),
        _ => Make(
            """
            You grade an output by a rubric, and by nothing else. Think about each demand of the rubric, then say whether the output meets it as a whole, and give a score from 0
            (meets nothing) to 1 (meets everything).
            """,
            "Rubric:\n{{ rubric }}\n\nQuestion:\n{{ question }}\n\nReference answer, where there is one:\n{{ expected }}\n\nOutput:\n{{ output }}", "rubric", "question", "expected", "output"),
    };

    private static PromptContent Make(string system, string user, params string[] variables) => new(
        [new PromptMessage("system", system.ReplaceLineEndings(" ")), new PromptMessage("user", user)],
        [.. variables.Select(name => new PromptVariable(name, PromptVariableType.Text, false, null))]);
}
