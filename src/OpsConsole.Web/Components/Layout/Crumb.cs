namespace OpsConsole.Web.Components.Layout;

/// <summary>One step on the way to a page.</summary>
public sealed record Crumb(string Word, string Href);
