using Microsoft.Extensions.AI;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// What a baseline makes of the rendered messages, which are all it gets to see. The question is the last user message, or its part after
/// <c>Question:</c>. The context is what stands in <c>&lt;context&gt;</c> tags, else after <c>Context:</c>, else all the other text: a prompt that
/// mixes its instructions with its sources pays for it, as it does with a real model.
/// </summary>
internal sealed record ReadingTask(string Question, string Context, string AllText)
{
    public static ReadingTask From(IReadOnlyList<ChatMessage> messages)
    {
        var asked = messages.LastOrDefault(message => message.Role == ChatRole.User) ?? messages[^1];
        var blocks = new List<string>();
        var marked = new List<string>();
        var rest = new List<string>();
        var question = "";
        foreach (var message in messages)
        {
            var sections = PromptSections.Cut(PromptSections.TakeBlocks(message.Text, blocks));
            var isAsked = ReferenceEquals(message, asked);
            var questionAt = isAsked ? QuestionAt(sections) : -1;
            for (var i = 0; i < sections.Count; i++)
            {
                if (i == questionAt)
                    question = sections[i].Text;
                else if (sections[i].Marker == PromptSections.Context)
                    marked.Add(sections[i].Text);
                else
                    rest.Add(sections[i].Text);
            }
        }

        var sources = blocks.Count > 0 ? blocks : marked.Count > 0 ? marked : rest;
        var context = string.Join("\n\n", sources);
        // One message without any marker is question and source at once.
        return new ReadingTask(question, context.Length > 0 ? context : asked.Text.Trim(), string.Join('\n', messages.Select(message => message.Text)));
    }

    private static int QuestionAt(List<(string? Marker, string Text)> sections)
    {
        var marked = sections.FindLastIndex(section => section.Marker == PromptSections.Question);
        return marked >= 0 ? marked : sections.FindIndex(section => section.Marker is null);
    }
}
