namespace OpsConsole.Web.Features.Prompts;

/// <summary>The parts of a version that the page shows one at a time; <c>?tab=</c> names one.</summary>
public enum PromptTab
{
    Messages,
    Model,
    Tools,
    Diff,
    History,
}
