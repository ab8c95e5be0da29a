using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>The next version while it is being written.</summary>
public sealed class PromptDraft
{
    public sealed class Message
    {
        public string Role { get; set; } = "user";

        public string Content { get; set; } = "";
    }

    public sealed class Variable
    {
        public string Name { get; set; } = "";

        public PromptVariableType Type { get; set; }

        public bool Required { get; set; } = true;

        public string Sample { get; set; } = "";
    }

    public List<Message> Messages { get; } = [];

    public List<Variable> Variables { get; } = [];

    public string ChangeNote { get; set; } = "";

    /// <summary>A copy of a version to change, or a system and a user message to begin with.</summary>
    public static PromptDraft From(PromptContent? content)
    {
        var draft = new PromptDraft();
        if (content is null)
        {
            draft.Messages.Add(new Message { Role = "system" });
            draft.Messages.Add(new Message());
            return draft;
        }

        draft.Messages.AddRange(content.Messages.Select(message => new Message { Role = message.Role, Content = message.Content }));
        draft.Variables.AddRange(content.Variables.Select(variable => new Variable
        {
            Name = variable.Name,
            Type = variable.Type,
            Required = variable.Required,
            Sample = variable.Sample ?? "",
        }));
        return draft;
    }

    public PromptContent ToContent() => new(
        [.. Messages.Select(message => new PromptMessage(message.Role, message.Content.ReplaceLineEndings("\n")))],
        [.. Variables.Select(variable => new PromptVariable(variable.Name.Trim(), variable.Type, variable.Required, variable.Sample.Length == 0 ? null : variable.Sample))]);
}
