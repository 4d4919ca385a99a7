using Asp.Versioning;
using Microsoft.AspNetCore.Mvc;

namespace MobileBackend.Api.V1;

/// <summary>What every controller of this version has in common.</summary>
[ApiController]
[ApiVersion("1.0")]
public abstract class ApiController : ControllerBase;
