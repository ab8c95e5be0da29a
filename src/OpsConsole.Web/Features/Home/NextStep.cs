using OpsConsole.Core.Common;

namespace OpsConsole.Web.Features.Home;

/// <summary>One thing to do next: why, and the button that leads there.</summary>
internal sealed record NextStep(string Title, string Why, string Act, string Href, Permission Permission);
