using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Binding;

/// <summary>Why the body could not be read as what the action takes, a feature of the <see cref="HttpContext"/>.</summary>
internal sealed record RefusedBody(Error Error);
