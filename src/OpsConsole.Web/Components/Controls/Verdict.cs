namespace OpsConsole.Web.Components.Controls;

/// <summary>What a gate says. Inconclusive never counts as a pass.</summary>
public enum Verdict { Pass, Fail, Inconclusive, None }
